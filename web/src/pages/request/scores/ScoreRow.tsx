import { Group, Text } from '@mantine/core';
import { type ReactNode, useEffect, useRef } from 'react';
import { ScoreValue } from '../../../components/ScoreValue';
import { StatusLabel } from '../../../components/StatusLabel';
import type { Submission } from './submissions';
import type { Score } from './requestScores';
import { ScoreHistory, ScoreEntry } from './ScoreEntry';
import classes from './Scores.module.css';

/** A score by its name: who gave it which value, and, where it is the chosen one, the form to give one. */
export function ScoreRow({
  score,
  submission,
  isSelected,
  canScore,
  onChoose,
  children,
}: {
  score: Score;
  submission: Submission | undefined; // the value given last, on its way or saved
  isSelected: boolean;
  canScore: boolean;
  onChoose: () => void;
  children: ReactNode;
}) {
  const row = useRef<HTMLDivElement>(null);
  const appears = useRef(true);
  useEffect(() => {
    const mayMove = !appears.current || scrollsSeparately(row.current);
    appears.current = false;
    if (isSelected && mayMove) row.current?.scrollIntoView({ block: 'nearest' });
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
          onClick={onChoose}
        >
          {name}
        </button>
        {submission && <SaveStatus sent={submission} />}
      </Group>
      {current.map(record => (
        <ScoreEntry key={record.score_id} record={record} deletable={canScore && isSelected} />
      ))}
      {isSelected && <ScoreHistory records={history} />}
      {isSelected && children}
    </div>
  );
}

/** Whether it scrolls on its own: then nobody who reads is moved away from what they read. */
function scrollsSeparately(row: HTMLElement | null): boolean {
  const side = row?.closest('aside');
  return Boolean(side && side.scrollHeight > side.clientHeight);
}

/** Only what the server has said it has is called saved. */
function SaveStatus({ sent: { status, label } }: { sent: Submission }) {
  return (
    <Group gap={6} role="status" wrap="nowrap">
      {status === 'pending' && (
        <Text size="xs">
          <ScoreValue value={label.value} />
        </Text>
      )}
      {status === 'pending' && <StatusLabel tone="unsure">saving</StatusLabel>}
      {status === 'success' && <StatusLabel tone="good">saved</StatusLabel>}
      {status === 'error' && <StatusLabel tone="bad">not saved</StatusLabel>}
    </Group>
  );
}
