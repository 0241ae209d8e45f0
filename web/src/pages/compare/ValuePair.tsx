import { Button, NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useRange } from '../../hooks/useRange';
import { toFilterTree } from '../../lib/filter';
import { valuesQuery } from './queries';
import { equalsCondition, type Side } from './sides';

/** Selects the two values to compare. `current` are the two groups if they are values of `by` already. */
export function ValuePair({
  by,
  current,
  onChosen,
}: {
  by: string;
  current: [Side, Side] | undefined;
  onChosen: () => void;
}) {
  const { f } = useSearch({ from: '/compare' });
  const navigate = useNavigate({ from: '/compare' });
  const range = useRange();
  const values = useQuery(valuesQuery(by, toFilterTree(f), range.timeRange)).data ?? [];
  const [first = values[0], second = values[1]] = current?.map(valueOf) ?? [];

  function compare(pair: [string, string]) {
    onChosen();
    const [a, b] = pair.map(value => [equalsCondition(by, value)]);
    void navigate({
      search: before => ({
        ...before,
        a,
        b,
        ra: undefined,
        rb: undefined,
      }),
    });
  }

  return (
    <>
      <ValueSelect
        label="First"
        value={first}
        values={values}
        onChange={value => compare([value, second ?? value])}
      />
      <ValueSelect
        label="Second"
        value={second}
        values={values}
        onChange={value => compare([first ?? value, value])}
      />
      {first !== undefined &&
        second !== undefined &&
        (current ? (
          <Button size="xs" variant="default" onClick={() => compare([second, first])}>
            Swap
          </Button>
        ) : (
          <Button size="xs" onClick={() => compare([first, second])}>
            Compare
          </Button>
        ))}
    </>
  );
}

const valueOf = ({ conditions }: Side) => conditions?.[0]?.value;

function ValueSelect({
  label,
  value,
  values,
  onChange,
}: {
  label: string;
  value: string | undefined;
  values: string[];
  onChange: (value: string) => void;
}) {
  const all = value === undefined || values.includes(value) ? values : [value, ...values];
  return (
    <NativeSelect
      size="xs"
      label={label}
      maw={260}
      value={value ?? ''}
      onChange={event => onChange(event.currentTarget.value)}
      data={all.map(each => ({ value: each, label: each || '(empty)' }))}
    />
  );
}
