import { NativeSelect } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { usePropertyNames } from '../../hooks/useNames';
import type { ScoreUnit } from '../../lib/scoreUnit';
import { MESSAGE_PAIRINGS, pairOf, propertyOptions } from './sides';

/** Selects what makes a request or session of one group and one of the other a pair. */
export function PairingSelect({ unit }: { unit: ScoreUnit }) {
  const search = useSearch({ from: '/compare' });
  const pair = pairOf(search.pair, unit) ?? '';
  const navigate = useNavigate({ from: '/compare' });
  const properties = usePropertyNames().data ?? [];
  return (
    <NativeSelect
      size="xs"
      label="Pair by"
      value={pair}
      onChange={event => {
        const chosen = event.currentTarget.value || undefined;
        void navigate({ search: before => ({ ...before, pair: chosen }) });
      }}
      data={[
        { value: '', label: 'no pairing' },
        ...(unit === 'request' ? MESSAGE_PAIRINGS : []),
        { value: 'item', label: 'same item' },
        {
          group: 'Same value of',
          items: propertyOptions(properties, pair),
        },
      ]}
    />
  );
}
