import { Button, Group, NativeSelect, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { QueryState } from '../../components/QueryState';
import { useDefinition } from '../../components/scores/DefinitionSummary';
import { count } from '../../lib/numbers';
import type { ScoreUnit } from '../../lib/scoreUnit';
import type { ComparedScore } from './measures';
import { PairCard } from './PairCard';
import { pairsQuery } from './queries';
import { ORDERS, type PairOrder } from './search';
import type { Side } from './sides';

const HASHES = new Set(['last_user_message', 'conversation', 'input_hash']);
const SHOWN = 5;

/** The pairs that moved most, what got worse first, with both answers side by side. `scores`: all that are compared. */
export function PairCards({
  row,
  scores,
  unit,
  both,
  pair,
}: {
  row: ComparedScore;
  scores: string[];
  unit: ScoreUnit;
  both: [Side, Side];
  pair: string;
}) {
  const { within, pairs: chosen } = useSearch({ from: '/compare' });
  const direction = useDefinition(row.name)?.direction;
  const order = chosen ?? (direction === 'lower' ? 'rises' : 'falls');
  const query = useQuery(pairsQuery(row.name, scores, unit, both, pair, within, order));
  const [shown, setShown] = useState(SHOWN);
  return (
    <Stack gap="xs" component="section" aria-label={`Pairs that moved most in ${row.name}`}>
      <Group gap="xs" align="end" justify="space-between">
        <div>
          <Title order={3} size="h5">
            What moved most
          </Title>
          <Text size="xs" c="dimmed">
            {count(row.paired?.pairs)} pairs of {row.name}
          </Text>
        </div>
        <OrderSelect order={order} direction={direction ?? null} />
      </Group>
      <QueryState query={query} what="the pairs" rows={5}>
        {types => {
          const pairs = types.find(({ type }) => type === row.type)?.pairs ?? [];
          if (!pairs.length)
            return (
              <Text size="sm" c="dimmed">
                {nothingPairs(row, unit)}
              </Text>
            );
          return (
            <>
              {pairs.slice(0, shown).map(each => (
                <PairCard
                  key={each.key}
                  pair={each}
                  row={row}
                  both={both}
                  hash={HASHES.has(pair)}
                />
              ))}
              {pairs.length > shown && (
                <Button
                  variant="default"
                  style={{ alignSelf: 'start' }}
                  onClick={() => setShown(pairs.length)}
                >
                  Show {count(pairs.length - shown)} more
                </Button>
              )}
            </>
          );
        }}
      </QueryState>
    </Stack>
  );
}

function OrderSelect({
  order,
  direction,
}: {
  order: PairOrder;
  direction: 'higher' | 'lower' | null;
}) {
  const navigate = useNavigate({ from: '/compare' });
  const [worse, better] = direction === 'lower' ? ['rises', 'falls'] : ['falls', 'rises'];
  const labels = direction
    ? { [worse]: 'What got worse first', [better]: 'What got better first' }
    : { falls: 'What fell most first', rises: 'What rose most first' };
  return (
    <NativeSelect
      aria-label="Order of the pairs"
      value={order}
      onChange={event => {
        const pairs = ORDERS.find(each => each === event.currentTarget.value);
        void navigate({ search: before => ({ ...before, pairs }) });
      }}
      data={[
        ...Object.entries(labels).map(([value, label]) => ({ value, label })),
        { value: 'largest', label: 'Largest difference first' },
      ]}
    />
  );
}

/** Why there are no pairs, and which other choice would have some. */
export function nothingPairs({ paired }: ComparedScore, unit: ScoreUnit): string {
  const none = `No ${unit} of one group has a counterpart in the other`;
  if (!paired?.unpaired) return `${none}.`;
  const { first_inputs: first, second_inputs: second, other_choices: others } = paired.unpaired;
  const choices = others.map(({ pair_by: by, pairs }) => `${by} (${count(pairs)})`).join(', ');
  const found = `the groups have ${count(first)} and ${count(second)} different inputs`;
  return `${none}: ${found}.${choices && ` Pairs by other choices: ${choices}.`}`;
}
