import { Input, NativeSelect, NumberInput, SimpleGrid, Stack, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useScoreNames } from '../../hooks/useNames';
import { type Condition, toFilterTree } from '../../lib/filter';
import { namesOf } from '../../lib/scoreUnit';
import { FilterBar } from '../FilterBar';
import { QueryState } from '../QueryState';
import { type LabelPlanBody, labelPlanQuery } from './labelPlan';
import { PlannedLabels } from './PlannedLabels';
import { PlannedQueue } from './PlannedQueue';

const SETTLED_MS = 300;
const DAY_MS = 86_400_000;
const LABELS = { least: 5, usual: 50, most: 5_000 }; // limits of the API
const GOALS = [
  { value: 'n', label: 'a number of labels' },
  { value: 'half_width', label: 'a width of the interval' },
];
const TIMES = [
  { value: '7', label: 'the last 7 days' },
  { value: '30', label: 'the last 30 days' },
  { value: '', label: 'all time' },
];

/** The plan is shown before a queue is made of it. Not a form element: conditions have forms of their own. */
export function LabelPlanForm({ score: first }: { score?: string }) {
  const names = useScoreNames();
  const judged = namesOf(names.data ?? [], 'request').filter(({ type }) => type !== 'label');
  const options = [...new Set([...(first ? [first] : []), ...judged.map(({ name }) => name)])];
  const [chosen, setChosen] = useState(first);
  const score = chosen ?? options[0];
  const isShare = judged.find(({ name }) => name === score)?.type === 'boolean';
  const [goal, setGoal] = useState<'n' | 'half_width'>('n');
  const [typed, setTyped] = useState<number | string>(LABELS.usual);
  const [size] = useDebouncedValue(typed, SETTLED_MS);
  const isSize = typeof size === 'number' && (goal === 'n' ? size >= LABELS.least : size > 0);
  const [days, setDays] = useState('30');
  const [conditions, setConditions] = useState<Condition[]>([]);
  const [opened] = useState(Date.now);
  const start = days && new Date(opened - Number(days) * DAY_MS).toISOString();
  const body: LabelPlanBody = {
    score: score ?? '',
    n: goal === 'n' && isSize ? size : null,
    half_width: goal === 'half_width' && isSize ? size : null,
    filter: toFilterTree(conditions),
    time_range: { start: start || null, end: null },
    seed: 0,
  };
  const plan = useQuery({ ...labelPlanQuery(body), enabled: isSize && score !== undefined });
  if (names.data && !options.length)
    return <Text>No judge has given numbers or booleans yet: there is nothing to correct.</Text>;
  return (
    <Stack>
      <Text size="sm" c="dimmed">
        Labels by people on some of the requests correct the judge’s mean of all of them. The plan
        chooses those that make it most certain.
      </Text>
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <NativeSelect
          label="Score of the judge"
          data={options}
          value={score}
          onChange={event => setChosen(event.currentTarget.value)}
        />
        <NativeSelect
          label="Requests of"
          data={TIMES}
          value={days}
          onChange={event => setDays(event.currentTarget.value)}
        />
        <NativeSelect
          label="Plan for"
          description="Narrower intervals take more labels"
          data={GOALS}
          value={goal}
          onChange={event => {
            setGoal(event.currentTarget.value as typeof goal);
            setTyped(event.currentTarget.value === 'n' ? LABELS.usual : '');
          }}
        />
        {goal === 'n' ? (
          <NumberInput
            label="Requests to label"
            description="5 to 5,000"
            min={LABELS.least}
            max={LABELS.most}
            allowDecimal={false}
            value={typed}
            onChange={setTyped}
          />
        ) : (
          <NumberInput
            label="Mean ± at most"
            description="In units of the score; of a share 0.05 is 5 points"
            min={0}
            value={typed}
            onChange={setTyped}
          />
        )}
      </SimpleGrid>
      <Input.Wrapper label="Requests that match" labelElement="div">
        <FilterBar conditions={conditions} onChange={changed => setConditions(changed ?? [])} />
      </Input.Wrapper>
      {isSize && (
        <QueryState query={plan} what="the plan" rows={5}>
          {found => (
            <>
              <PlannedLabels plan={found} wanted={body.half_width ?? null} isShare={isShare} />
              <PlannedQueue key={score} body={body} n={found.items.length} />
            </>
          )}
        </QueryState>
      )}
    </Stack>
  );
}
