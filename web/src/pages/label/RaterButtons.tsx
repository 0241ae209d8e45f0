import { Button, Group } from '@mantine/core';
import type { QueueItem } from '../../api/queues';
import type { Labelling } from './useLabelling';
import classes from './Label.module.css';

export function RaterButtons({ labelling }: { labelling: Labelling }) {
  const { skip, undo, canUndo, isMoving } = labelling;
  return (
    <>
      <Group gap={6}>
        <Button variant="default" onClick={skip} rightSection={<kbd>s</kbd>}>
          Skip
        </Button>
        <Button variant="default" onClick={undo} disabled={!canUndo} rightSection={<kbd>u</kbd>}>
          Undo
        </Button>
        <span className={classes.saving} role="status">
          {isMoving ? 'Saving …' : ''}
        </span>
      </Group>
      <p className={classes.hint}>
        The last score saves and goes on. <kbd>↑</kbd> <kbd>↓</kbd> other score, <kbd>Ctrl Z</kbd>{' '}
        undo.
      </p>
    </>
  );
}

/** What others said of an item that the rater has done. */
export function OthersSaid({ item: { other_scores: others } }: { item: QueueItem }) {
  if (!others) return null;
  return (
    <section aria-label="What others said" className={classes.others}>
      <h2>What others said</h2>
      {others.length === 0 && <p>Nothing so far.</p>}
      {others.map(each => (
        <p key={each.score_id}>
          {each.author || 'unnamed'}: {each.name} {String(each.label ?? each.value)}
          {each.comment && ` (${each.comment})`}
        </p>
      ))}
    </section>
  );
}
