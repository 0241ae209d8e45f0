import { Group, NativeSelect } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { usePropertyNames } from '../../hooks/useNames';
import { useRange } from '../../hooks/useRange';
import { formatAbsolute, previousRange } from '../../lib/range';
import { keyOf, propertyOptions, sameKey, type Side } from './sides';
import { ValuePair } from './ValuePair';

const TIME = 'time';
const FILTERS = '';
const NO_GROUPS = { a: undefined, b: undefined, ra: undefined, rb: undefined };

/** The usual comparisons: two values of a property, two models, two time ranges. They only fill in the groups' filters. */
export function Presets({ both }: { both: [Side, Side] }) {
  const { a, b, ra, rb } = useSearch({ from: '/compare' });
  const navigate = useNavigate({ from: '/compare' });
  const range = useRange();
  const properties = usePropertyNames().data ?? [];
  const [pending, setPending] = useState<string>(); // chosen, but its two values are not yet
  const inUrl = ra || rb ? TIME : sameKey(a, b) ? keyOf(a![0]!) : FILTERS;
  const by = pending ?? inUrl;

  function choose(chosen: string) {
    setPending(chosen === TIME || chosen === FILTERS ? undefined : chosen);
    if (chosen === FILTERS) void navigate({ search: before => ({ ...before, ...NO_GROUPS }) });
    if (chosen === TIME) {
      const ranges = { ra: formatAbsolute(previousRange(range)), rb: formatAbsolute(range) };
      void navigate({ search: before => ({ ...before, ...NO_GROUPS, ...ranges }) });
    }
  }

  return (
    <Group gap="xs" align="end">
      <NativeSelect
        size="xs"
        label="Compare"
        value={by}
        onChange={event => choose(event.currentTarget.value)}
        data={[
          { value: FILTERS, label: 'two filters' },
          { value: 'model', label: 'two models' },
          { value: 'prompt', label: 'two prompts' },
          { value: TIME, label: 'two time ranges' },
          { group: 'Two values of', items: propertyOptions(properties, by) },
        ]}
      />
      {by !== TIME && by !== FILTERS && (
        <ValuePair
          by={by}
          current={inUrl === by ? both : undefined}
          onChosen={() => setPending(undefined)}
        />
      )}
    </Group>
  );
}
