import { Button, Modal, NativeSelect, NumberInput, SimpleGrid, Stack, Text } from '@mantine/core';
import { useDebouncedValue, useDisclosure } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { QueryState } from '../../components/QueryState';
import { Stat, Stats } from '../../components/Stat';
import { useRange } from '../../hooks/useRange';
import { toFilterTree } from '../../lib/filter';
import { percent } from '../../lib/numbers';
import type { ScoreUnit } from '../../lib/scoreUnit';
import { assumedText, daysText, planQuery, sizeText } from './planQuery';

const SETTLED_MS = 300;

/** How many requests a comparison needs, from the scores in the time range and filter of the page. */
export function PlanButton({ scores, unit }: { scores: string[]; unit: ScoreUnit }) {
  const [opened, { open, close }] = useDisclosure();
  return (
    <>
      <Button variant="default" size="xs" onClick={open}>
        How many do I need?
      </Button>
      <Modal
        opened={opened}
        onClose={close}
        title="How many do I need?"
        size="lg"
        closeButtonProps={{ 'aria-label': 'Close' }}
      >
        <PlanForm scores={scores} unit={unit} />
      </Modal>
    </>
  );
}

function PlanForm({ scores, unit }: { scores: string[]; unit: ScoreUnit }) {
  const { f } = useSearch({ from: '/compare' });
  const range = useRange();
  const [score, setScore] = useState(scores[0] ?? '');
  const [goal, setGoal] = useState('difference');
  const [cluster, setCluster] = useState('');
  const [typed, setTyped] = useState<number | string>('');
  const [size] = useDebouncedValue(typed, SETTLED_MS);
  const isSize = typeof size === 'number' && size > 0;
  const plan = useQuery({
    ...planQuery({
      score,
      filter: toFilterTree(f),
      time_range: range.timeRange,
      unit,
      difference: goal === 'difference' && isSize ? size : null,
      margin: goal === 'margin' && isSize ? size : null,
      cluster_by: cluster || null,
    }),
    enabled: isSize && score !== '',
  });
  return (
    <Stack>
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <NativeSelect
          label="Score"
          data={scores}
          value={score}
          onChange={event => setScore(event.currentTarget.value)}
        />
        <NativeSelect
          label="To show that"
          data={[
            { value: 'difference', label: 'the groups differ' },
            { value: 'margin', label: 'the second is not worse' },
          ]}
          value={goal}
          onChange={event => setGoal(event.currentTarget.value)}
        />
        <NumberInput
          label={goal === 'margin' ? 'by more than' : 'by at least'}
          description="In units of the score; of a share 0.05 is 5 points"
          min={0}
          value={typed}
          onChange={setTyped}
        />
        <NativeSelect
          label="A group gets whole"
          description="What is assigned together resembles each other"
          data={[
            { value: '', label: unit === 'session' ? 'sessions' : 'requests' },
            ...(unit === 'request' ? [{ value: 'session', label: 'sessions' }] : []),
            { value: 'user', label: 'users' },
          ]}
          value={cluster}
          onChange={event => setCluster(event.currentTarget.value)}
        />
      </SimpleGrid>
      {isSize && (
        <QueryState query={plan} what="the plan" rows={2}>
          {found => (
            <>
              <Stats>
                <Stat
                  label="With one look at the end"
                  hint={`${daysText(found.size)}sees it in ${percent(0.8)} of cases`}
                >
                  {sizeText(found.size)}
                </Stat>
                <Stat
                  label="With a look at every call"
                  hint={`${daysText(found.size_with_looks)}the interval that holds at every look`}
                >
                  {sizeText(found.size_with_looks)}
                </Stat>
              </Stats>
              <Text size="sm" c="dimmed">
                {assumedText(found)}
              </Text>
            </>
          )}
        </QueryState>
      )}
    </Stack>
  );
}
