import { Skeleton } from '@mantine/core';
import type { Definition } from '../../api/scores';
import type { GroupScore, ScoreName } from '../../components/groups/groupQueries';
import { scoreKey } from '../../components/groups/groupQueries';
import type { GroupRow } from '../../components/groups/useGroups';
import { Mean } from '../../components/Mean';
import type { Column } from '../../components/table/columns';
import { Timestamp } from '../../components/Timestamp';
import { costsOf, count, duration, percent, UNKNOWN } from '../../lib/numbers';
import { scoreDigits } from '../../lib/scoreFormat';
import classes from './SessionNames.module.css';
import type { SessionDetails } from './queries';
import { withoutMarks } from '../../lib/withoutMarks';

type Limits = readonly [number | null, number | null] | null; // what values can be
type Details = Map<string, SessionDetails> | undefined; // undefined: still loading

/** The columns of the list of sessions: who, what about, how long, and how good. `loaded`: rows whose values decide the
 * decimals. */
export function sessionColumns(
  details: Details,
  scores: ScoreName[],
  definitions: readonly Definition[],
  loaded: readonly GroupRow[],
): Column<GroupRow>[] {
  const costs = costsOf(loaded.map(({ group }) => group.cost));
  const of = ({ group }: GroupRow) => details?.get(group.value ?? '');
  return [
    {
      id: 'value',
      title: 'Session',
      width: 150,
      sort: 'value',
      cell: ({ group }) => <span title={group.value ?? ''}>{group.value}</span>,
    },
    {
      id: 'last_at',
      title: 'Last call',
      width: 110,
      sort: 'last_at',
      cell: ({ group }) => <Timestamp at={group.last_at} />,
    },
    { id: 'users', title: 'User', width: 130, cell: row => <Users of={of(row)?.user_ids} /> },
    {
      id: 'message',
      title: 'First message',
      width: 200,
      grow: true,
      cell: row => <Message text={withoutMarks(of(row)?.first_message ?? '')} />,
    },
    { ...numeric('duration', 'Duration', 90), cell: row => duration(of(row)?.duration_ms) },
    { ...numeric('requests', 'Calls', 70, true), cell: ({ group }) => count(group.requests) },
    { ...numeric('errors', 'Errors', 80, true), cell: row => <Errors {...row} /> },
    { ...numeric('cost', 'Cost', 105, true), cell: ({ group }) => costs(group.cost) },
    ...scores.map(score => scoreColumn(score, definitions, loaded)),
    {
      ...numeric('latency', 'Mean latency', 115, true),
      cell: ({ group }) => duration(group.latency),
    },
    {
      ...numeric('prompt_tokens', 'Prompt tokens', 120, true),
      cell: ({ group }) => count(group.prompt_tokens),
    },
    {
      ...numeric('completion_tokens', 'Completion tokens', 145, true),
      cell: ({ group }) => count(group.completion_tokens),
    },
  ];
}

const numeric = (id: string, title: string, width: number, canSort = false) => ({
  id,
  title,
  width,
  numeric: true,
  sort: canSort ? id : undefined,
});

function Users({ of }: { of: string[] | undefined }) {
  if (!of?.length) return <>{of && UNKNOWN}</>;
  const others = of.length - 1;
  return (
    <span title={of.join(', ')}>
      {of[0]}
      {others > 0 && ` and ${count(others)} more`}
    </span>
  );
}

const Message = ({ text }: { text: string }) => <span title={text}>{text}</span>;

function Errors({ group: { errors } }: GroupRow) {
  return <span className={errors ? classes.failed : undefined}>{count(errors)}</span>;
}

function scoreColumn(
  score: ScoreName,
  definitions: readonly Definition[],
  loaded: readonly GroupRow[],
): Column<GroupRow> {
  const definition = definitions.find(({ name }) => name === score.name);
  const limits: Limits = definition ? [definition.minimum, definition.maximum] : null;
  const key = scoreKey(score);
  const means = loaded.map(({ scores }) => scores?.get(key)?.mean);
  const digits = score.type === 'number' ? scoreDigits(means) : undefined;
  return {
    id: `score ${key}`,
    title: score.name,
    width: 120,
    numeric: true,
    cell: ({ scores }) =>
      scores ? (
        <CompactScore of={scores.get(key)} limits={limits} digits={digits} />
      ) : (
        <Skeleton height={12} />
      ),
  };
}

const FEW = 5; // calls, whose interval says nothing: their number is shown instead

/** The mean with its interval in small; of labels the most frequent one. */
function CompactScore({
  of,
  limits,
  digits,
}: {
  of: GroupScore | undefined;
  limits: Limits;
  digits: number | undefined;
}) {
  if (!of?.n_units) return <>{UNKNOWN}</>;
  const top = of.labels?.toSorted((a, b) => b.share - a.share)[0];
  if (top) return <>{`${top.label} ${percent(top.share)}`}</>;
  return (
    <Mean
      value={of.mean}
      interval={of.n_units < FEW ? null : of.interval}
      n={of.n_units}
      isShare={of.share_true !== null}
      limits={limits}
      digits={digits}
    />
  );
}
