import { Group, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { components } from '../../api/schema';
import { cost, count } from '../../lib/numbers';
import classes from './ListSummary.module.css';
import type { ListProps } from './listProps';

type Sums = components['schemas']['AmountsShape'];

/** How many requests there are, how many of them failed, and what they cost. */
export function ListSummary({
  total,
  sums,
  search: { f = [] },
  onSearch,
  children,
}: ListProps & { total: number; sums: Sums | undefined; children: ReactNode }) {
  const failed = { field: 'failed', op: 'is', value: 'true' } as const;
  return (
    <Group gap={8}>
      <Text size="sm">
        {count(total)} {total === 1 ? 'request' : 'requests'}
      </Text>
      {sums && sums.errors > 0 && (
        <button
          type="button"
          className={classes.failed}
          title="Show only those that failed"
          onClick={() => onSearch({ f: [...f, failed] })}
        >
          {count(sums.errors)} failed
        </button>
      )}
      {sums && sums.cost !== null && (
        <Text size="sm" c="dimmed">
          {cost(sums.cost)}
        </Text>
      )}
      {children}
    </Group>
  );
}
