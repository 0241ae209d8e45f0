import { Group, Text } from '@mantine/core';
import { type ReactNode, useEffect, useRef } from 'react';
import { ScoreValue } from '../../../components/ScoreValue';
import { StatusLabel } from '../../../components/StatusLabel';
import type { Submission } from './submissions';
import type { Score } from './requestScores';
import { ScoreHistory, ScoreEntry } from './ScoreEntry';
import classes from './Scores.module.css';

/** A score name with its current scores. The selected one also shows its history and the form to give a value. */
export function ScoreRow({
  score,
  submission,
  isSelected,
  canScore,
  onSelect,
  children,
}: {
  score: Score;
  submission: Submission | undefined; // the last value that was given here
  isSelected: boolean;
  canScore: boolean;
  onSelect: () => void;
  children: ReactNode;
}) {
  const row = useRef<HTMLDivElement>(null);
  const isFirstRender = useRef(true);
  useEffect(() => {
    const mayScroll = !isFirstRender.current || scrollsSeparately(row.current);
    isFirstRender.current = false;
    if (isSelected && mayScroll) row.current?.scrollIntoView({ block: 'nearest' });
  }, [isSelected]);
  const { name, current, history, description } = score;
  return (
    <div ref={row} className={`${classes.score} ${isSelected ? classes.chosen : ''}`}>
      <Group justify="space-between" gap="xs" wrap="nowrap">
        <button
          type="button"
          className={classes.name}
          aria-pressed={isSelected}
          title={description ?? undefined}
          onClick={onSelect}
        >
          {name}
        </button>
        {submission && <SaveStatus submission={submission} />}
      </Group>
      {current.map(record => (
        <ScoreEntry key={record.score_id} record={record} deletable={canScore && isSelected} />
      ))}
      {isSelected && <ScoreHistory records={history} />}
      {isSelected && children}
    </div>
  );
}

/** Whether the side panel scrolls on its own. Only then does scrolling it not move the text that somebody reads. */
function scrollsSeparately(row: HTMLElement | null): boolean {
  const side = row?.closest('aside');
  return Boolean(side && side.scrollHeight > side.clientHeight);
}

/** Says "saved" only after the server has confirmed it. */
function SaveStatus({ submission: { status, score } }: { submission: Submission }) {
  return (
    <Group gap={6} role="status" wrap="nowrap">
      {status === 'pending' && (
        <Text size="xs">
          <ScoreValue value={score.value} />
        </Text>
      )}
      {status === 'pending' && <StatusLabel tone="unsure">saving</StatusLabel>}
      {status === 'success' && <StatusLabel tone="good">saved</StatusLabel>}
      {status === 'error' && <StatusLabel tone="bad">not saved</StatusLabel>}
    </Group>
  );
}
