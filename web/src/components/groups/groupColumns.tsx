import { Skeleton, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { Timestamp } from '../Timestamp';
import { cost, count, duration, percent } from '../../lib/numbers';
import type { Column } from '../table/columns';
import { type ScoreName, scoreKey } from './groupQueries';
import { ScoreMean } from './ScoreMean';
import type { SortKey } from './sortKeys';
import type { GroupRow } from './useGroups';

interface NumberColumn {
  id: SortKey;
  title: string;
  width: number;
  cell: (group: GroupRow['group']) => ReactNode;
}

const LEADING: NumberColumn[] = [
  { id: 'requests', title: 'Requests', width: 100, cell: group => count(group.requests) },
  { id: 'cost', title: 'Cost', width: 115, cell: group => cost(group.cost) },
  { id: 'latency', title: 'Mean latency', width: 130, cell: group => duration(group.latency) },
];

const NUMBERS: NumberColumn[] = [
  {
    id: 'errors',
    title: 'Errors',
    width: 110,
    cell: ({ errors, requests }) =>
      errors ? `${count(errors)} (${percent(errors / requests)})` : '0',
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
    width: 190,
    cell: group => <Timestamp at={group.first_at} />,
  },
  {
    id: 'last_at',
    title: 'Last call',
    width: 190,
    cell: group => <Timestamp at={group.last_at} />,
  },
];

/** The column of the grouped values, then scores and numbers. */
export function groupColumns(title: string, scores: ScoreName[]): Column<GroupRow>[] {
  return [
    {
      id: 'value',
      title,
      width: 190,
      sort: 'value',
      cell: ({ group }) => (group.value === null ? <NoValue /> : group.value),
    },
    ...LEADING.map(toColumn),
    ...scores.map(scoreColumn),
    ...NUMBERS.map(toColumn),
    ...TIMES.map(each => ({ ...toColumn(each), numeric: false })),
  ];
}

function toColumn({ id, title, width, cell }: NumberColumn): Column<GroupRow> {
  return { id, title, width, numeric: true, sort: id, cell: ({ group }) => cell(group) };
}

function scoreColumn(score: ScoreName): Column<GroupRow> {
  const key = scoreKey(score);
  return {
    id: `score ${key}`,
    title: score.name,
    width: 245,
    numeric: true,
    cell: ({ scores }) =>
      scores ? <ScoreMean score={scores.get(key)} /> : <Skeleton height={12} />,
  };
}

function NoValue() {
  return (
    <Text span c="dimmed" size="sm" fs="italic">
      none
    </Text>
  );
}
