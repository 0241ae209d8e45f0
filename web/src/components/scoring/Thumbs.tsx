import { Button, Group } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type Target, targetScoresQuery } from '../../api/targetScores';
import { StatusLabel } from '../StatusLabel';
import { type Submission, THUMBS } from './submissions';

/** An SVG, because not every machine has a font with this symbol. */
function ThumbIcon({ up }: { up: boolean }) {
  return (
    <svg viewBox="0 0 24 24" width="16" height="16" aria-hidden="true" fill="currentColor">
      <path
        transform={up ? undefined : 'rotate(180 12 12)'}
        d="M2 21h4V9H2v12zM22 10a2 2 0 0 0-2-2h-6.3l1-4.6v-.3c0-.4-.2-.8-.4-1L13.2 1 6.6 7.6C6.2 8 6 8.5 6 9v10a2 2 0 0 0 2 2h9c.8 0 1.5-.5 1.8-1.2l3-7.1c.1-.2.2-.5.2-.7v-2z"
      />
    </svg>
  );
}

/** Thumbs up or down for the whole response or session. */
export function Thumbs({
  target,
  submission,
  onGive,
}: {
  target: Target;
  submission: Submission | undefined;
  onGive: ((up: boolean) => void) | null; // null: the viewer may not score
}) {
  const { data } = useQuery(targetScoresQuery(target));
  const saved = data?.findLast(each => each.name === THUMBS && each.superseded_at === null)?.value;
  const pending = submission?.status === 'pending' ? submission.score.value : undefined;
  const shown = pending ?? saved;
  return (
    <Group gap="xs">
      {([true, false] as const).map(up => (
        <Button
          key={String(up)}
          size="compact-sm"
          variant={shown === up ? 'filled' : 'default'}
          aria-label={up ? 'Thumbs up' : 'Thumbs down'}
          aria-pressed={shown === up}
          disabled={!onGive}
          onClick={() => onGive?.(up)}
        >
          <ThumbIcon up={up} />
        </Button>
      ))}
      <span role="status">
        {submission?.status === 'pending' && <StatusLabel tone="unsure">saving</StatusLabel>}
        {submission?.status === 'success' && <StatusLabel tone="good">saved</StatusLabel>}
        {submission?.status === 'error' && <StatusLabel tone="bad">not saved</StatusLabel>}
      </span>
    </Group>
  );
}
