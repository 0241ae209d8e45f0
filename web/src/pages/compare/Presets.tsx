import { Button, Group, NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { usePropertyNames } from '../../hooks/useNames';
import { toFilterTree } from '../../lib/filter';
import { formatAbsolute } from '../../lib/range';
import { useRange } from '../../hooks/useRange';
import { valuesQuery } from './queries';
import {
  sameKey,
  previousRange,
  keyOf,
  propertyOptions,
  type Side,
  equalsCondition,
} from './sides';

const TIME = 'time';
const FILTERS = '';

/** The usual comparisons: two values of a property, two models, two times. They only write the groups' conditions. */
export function Presets({ both: [first, second] }: { both: [Side, Side] }) {
  const { a, b, f, ra, rb } = useSearch({ from: '/compare' });
  const navigate = useNavigate({ from: '/compare' });
  const range = useRange();
  const properties = usePropertyNames().data ?? [];
  const [wanted, setWanted] = useState<string>(); // before both its values are chosen
  const inUrl = ra || rb ? TIME : sameKey(a, b) ? keyOf(a![0]!) : FILTERS;
  const by = wanted ?? inUrl;
  const isValues = by !== TIME && by !== FILTERS;
  const values = useQuery({
    ...valuesQuery(by, toFilterTree(f), range.timeRange),
    enabled: isValues,
  });
  const known = values.data ?? [];
  const [one = known[0], other = known[1]] = inUrl === by ? [first, second].map(valueOf) : [];

  const go = (values: [string, string]) => {
    setWanted(undefined);
    const [a, b] = values.map(value => [equalsCondition(by, value)]);
    void navigate({ search: now => ({ ...now, a, b, ra: undefined, rb: undefined }) });
  };

  function choose(chosen: string) {
    setWanted(chosen === TIME || chosen === FILTERS ? undefined : chosen);
    if (chosen === FILTERS) {
      void navigate({
        search: now => ({ ...now, ra: undefined, rb: undefined, a: undefined, b: undefined }),
      });
    }
    if (chosen === TIME) {
      const times = { ra: formatAbsolute(previousRange(range)), rb: formatAbsolute(range) };
      void navigate({ search: now => ({ ...now, ...times, a: undefined, b: undefined }) });
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
          { value: TIME, label: 'two times' },
          {
            group: 'Two values of',
            items: propertyOptions(properties, by),
          },
        ]}
      />
      {isValues && (
        <>
          <ValueSelect
            label="First"
            value={one}
            known={known}
            onChange={value => go([value, other ?? value])}
          />
          <ValueSelect
            label="Second"
            value={other}
            known={known}
            onChange={value => go([one ?? value, value])}
          />
          {one !== undefined && other !== undefined && inUrl !== by && (
            <Button size="xs" onClick={() => go([one, other])}>
              Compare
            </Button>
          )}
          {one !== undefined && other !== undefined && inUrl === by && (
            <Button size="xs" variant="default" onClick={() => go([other, one])}>
              Swap
            </Button>
          )}
        </>
      )}
    </Group>
  );
}

const valueOf = ({ conditions }: Side) => conditions?.[0]?.value;

function ValueSelect({
  label,
  value,
  known,
  onChange,
}: {
  label: string;
  value: string | undefined;
  known: string[];
  onChange: (value: string) => void;
}) {
  const all = value === undefined || known.includes(value) ? known : [value, ...known];
  return (
    <NativeSelect
      size="xs"
      label={label}
      maw={260}
      value={value ?? ''}
      onChange={event => onChange(event.currentTarget.value)}
      data={all.map(each => ({ value: each, label: each || 'an empty text' }))}
    />
  );
}
