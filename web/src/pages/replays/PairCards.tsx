import { Anchor, Group, Paper, Switch, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { WordDiff } from '../../components/WordDiff';
import { EmptyState } from '../../components/states';
import { decimal } from '../../lib/numbers';
import { withoutMarks } from '../../lib/withoutMarks';
import type { Pair, Run } from './queries';
import classes from './replays.module.css';

/** The pairs, those that got worse first. */
export function PairCards({ pairs, run }: { pairs: Pair[]; run: Run }) {
  const [onlyWorse, setOnlyWorse] = useState(false);
  const sign = run.definition.direction === 'lower' ? -1 : 1;
  const shown = onlyWorse ? pairs.filter(({ difference }) => sign * difference < 0) : pairs;
  return (
    <>
      <Group justify="space-between">
        <h2 className={classes.heading}>Pairs, those that got worse first</h2>
        <Switch
          label="Only worse ones"
          checked={onlyWorse}
          onChange={event => setOnlyWorse(event.currentTarget.checked)}
        />
      </Group>
      {shown.length === 0 && (
        <EmptyState title="No pairs">
          {onlyWorse
            ? 'No answer of the candidate is worse than the original.'
            : 'No call has scores on both sides yet.'}
        </EmptyState>
      )}
      {shown.map(pair => (
        <PairCard key={pair.candidate_id} pair={pair} run={run} />
      ))}
    </>
  );
}

function PairCard({ pair, run }: { pair: Pair; run: Run }) {
  const title = withoutMarks(pair.prompt_preview ?? pair.item_id);
  const [one, other] = [pair.first_answer ?? '', pair.second_answer ?? ''];
  return (
    <Paper withBorder component="article" aria-label={title}>
      <Group className={classes.question} justify="space-between" wrap="nowrap" align="baseline">
        <Text size="sm" lineClamp={2}>
          {title}
        </Text>
        <span className={classes.outcome}>{outcome(pair, run)}</span>
      </Group>
      <div className={classes.answers}>
        <div>
          <Side name="Original" value={pair.first} id={pair.item_id} />
          <WordDiff before={one} after={other} side="before" />
        </div>
        <div>
          <Side name="Candidate" value={pair.second} id={pair.candidate_id} />
          <WordDiff before={one} after={other} side="after" />
        </div>
      </div>
    </Paper>
  );
}

/** Which answer is better, in words. */
function outcome({ difference }: Pair, { definition }: Run): string {
  const better = definition.direction === 'lower' ? -difference : difference;
  return better < 0 ? 'worse' : better > 0 ? 'better' : definition.judge ? 'a tie' : 'equal';
}

function Side({ name, value, id }: { name: string; value: number; id: string }) {
  return (
    <Group gap="xs" mb={6}>
      <Anchor
        size="sm"
        aria-label={`${name}: request ${id}`}
        renderRoot={props => (
          <Link to="/requests/$requestId" params={{ requestId: id }} {...props} />
        )}
      >
        {name}
      </Anchor>
      <span className={classes.quiet}>{decimal(value)}</span>
    </Group>
  );
}
