import { Skeleton, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { Timestamp } from '../Timestamp';
import { digitsOf } from '../../lib/means';
import { costsOf, count, duration, fixedPercent } from '../../lib/numbers';
import type { Column } from '../table/columns';
import { correctedColumns } from './correctedColumns';
import { type GroupScore, type ScoreName, scoreKey } from './groupQueries';
import { LongText } from '../LongText';
import { ScoreMean, topLabel } from './ScoreMean';
import type { SortKey } from './sortKeys';
import type { GroupRow } from './useGroups';

interface NumberColumn {
  id: SortKey;
  title: string;
  width: number;
  cell: (group: GroupRow['group']) => ReactNode;
}

function leading(loaded: readonly GroupRow[]): NumberColumn[] {
  const costs = costsOf(loaded.map(({ group }) => group.cost));
  return [
    { id: 'requests', title: 'Requests', width: 90, cell: group => count(group.requests) },
    { id: 'cost', title: 'Cost', width: 90, cell: group => costs(group.cost) },
    { id: 'latency', title: 'Mean latency', width: 105, cell: group => duration(group.latency) },
  ];
}

const NUMBERS: NumberColumn[] = [
  {
    id: 'errors',
    title: 'Errors',
    width: 110,
    cell: ({ errors, requests }) =>
      errors ? `${count(errors)} (${errorRate(errors / requests)})` : '0',
  },
  {
    id: 'prompt_tokens',
    title: 'Prompt tokens',
    width: 125,
    cell: group => count(group.prompt_tokens),
  },
  {
    id: 'completion_tokens',
    title: 'Completion tokens',
    width: 150,
    cell: group => count(group.completion_tokens),
  },
  {
    id: 'time_to_first_token',
    title: 'Mean time to first token',
    width: 180,
    cell: group => duration(group.time_to_first_token),
  },
];

const TIMES: NumberColumn[] = [
  {
    id: 'first_at',
    title: 'First call',
    width: 120,
    cell: group => <Timestamp at={group.first_at} />,
  },
  {
    id: 'last_at',
    title: 'Last call',
    width: 120,
    cell: group => <Timestamp at={group.last_at} />,
  },
];

/** The column of the grouped values, then scores and numbers. `loaded`: rows whose values decide the decimals. */
export function groupColumns(
  title: string,
  scores: ScoreName[],
  loaded: readonly GroupRow[],
): Column<GroupRow>[] {
  return [
    {
      id: 'value',
      title,
      width: 190,
      grow: true,
      sort: 'value',
      cell: ({ group }) => (group.value === null ? <NoValue /> : <LongText text={group.value} />),
    },
    ...leading(loaded).map(toColumn),
    ...scores.flatMap(score => [scoreColumn(score, loaded), ...correctedColumns(score, loaded)]),
    ...NUMBERS.map(toColumn),
    ...TIMES.map(each => ({ ...toColumn(each), numeric: false })),
  ];
}

/** The columns of the names of properties: the means of all requests that have a property are mostly the same, so there are
 * its values instead. */
export function nameColumns(title: string, loaded: readonly GroupRow[]): Column<GroupRow>[] {
  const [value, requests, cost] = groupColumns(title, [], loaded);
  const values: Column<GroupRow> = {
    id: 'distinct_values',
    title: 'Values',
    width: 80,
    numeric: true,
    cell: ({ group }) => count(group.distinct_values),
  };
  const examples: Column<GroupRow> = {
    id: 'examples',
    title: 'Examples',
    width: 240,
    grow: true,
    cell: ({ group }) => (
      <Text span c="dimmed">
        {group.examples?.join(', ')}
      </Text>
    ),
  };
  const last = TIMES.slice(1).map(each => ({ ...toColumn(each), numeric: false }));
  return [value!, values, examples, requests!, cost!, ...last];
}

function toColumn({ id, title, width, cell }: NumberColumn): Column<GroupRow> {
  return { id, title, width, numeric: true, sort: id, cell: ({ group }) => cell(group) };
}

function scoreColumn(score: ScoreName, loaded: readonly GroupRow[]): Column<GroupRow> {
  const key = scoreKey(score);
  const known = loaded.flatMap(({ scores }) => scores?.get(key) ?? []);
  const isShare = score.type !== 'number';
  const digits = digitsOf(known.map(intervalOf), isShare);
  return {
    id: `score ${key}`,
    title: score.name,
    width: { label: 190, boolean: 170, number: 140 }[score.type], // "99.0% [97.8%, 99.5%]" fits
    numeric: true,
    cell: ({ scores }) =>
      scores ? (
        <ScoreMean score={scores.get(key)} digits={known.length ? digits : undefined} />
      ) : (
        <Skeleton height={12} />
      ),
  };
}

const intervalOf = ({ labels, interval }: GroupScore) => topLabel({ labels })?.interval ?? interval;

function NoValue() {
  return (
    <Text span c="dimmed" size="sm" fs="italic">
      none
    </Text>
  );
}

/** 1.0%, 3.2%, 13% */
const errorRate = (share: number) => fixedPercent(share, share < 0.1 ? 1 : 0);
