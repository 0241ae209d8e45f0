import { Group, Text } from '@mantine/core';
import { type ReactNode, useEffect, useRef } from 'react';
import { ScoreValue } from '../../../components/ScoreValue';
import { State } from '../../../components/StatusLabel';
import type { Sent } from './submissions';
import type { Score } from './requestScores';
import { History, ScoreLine } from './ScoreEntry';
import classes from './Scores.module.css';

/** A score by its name: who gave it which value, and, where it is the chosen one, the form to give one. */
export function ScoreRow({
  score,
  sent,
  chosen,
  may,
  onChoose,
  children,
}: {
  score: Score;
  sent: Sent | undefined; // the value given last, on its way or saved
  chosen: boolean;
  may: boolean;
  onChoose: () => void;
  children: ReactNode;
}) {
  const row = useRef<HTMLDivElement>(null);
  const appears = useRef(true);
  useEffect(() => {
    const mayMove = !appears.current || isBeside(row.current);
    appears.current = false;
    if (chosen && mayMove) row.current?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);
  const { name, current, history, description } = score;
  return (
    <div ref={row} className={`${classes.score} ${chosen ? classes.chosen : ''}`}>
      <Group justify="space-between" gap="xs" wrap="nowrap">
        <button
          type="button"
          className={classes.name}
          aria-pressed={chosen}
          title={description ?? undefined}
          onClick={onChoose}
        >
          {name}
        </button>
        {sent && <Saving sent={sent} />}
      </Group>
      {current.map(record => (
        <ScoreLine key={record.score_id} record={record} deletable={may && chosen} />
      ))}
      {chosen && <History records={history} />}
      {chosen && children}
    </div>
  );
}

/** Whether it scrolls on its own: then nobody who reads is moved away from what they read. */
function isBeside(row: HTMLElement | null): boolean {
  const side = row?.closest('aside');
  return Boolean(side && side.scrollHeight > side.clientHeight);
}

/** Only what the server has said it has is called saved. */
function Saving({ sent: { status, label } }: { sent: Sent }) {
  return (
    <Group gap={6} role="status" wrap="nowrap">
      {status === 'pending' && (
        <Text size="xs">
          <ScoreValue value={label.value} />
        </Text>
      )}
      {status === 'pending' && <State is="unsure">saving</State>}
      {status === 'success' && <State is="good">saved</State>}
      {status === 'error' && <State is="bad">not saved</State>}
    </Group>
  );
}
