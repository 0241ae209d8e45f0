import { NativeSelect } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { usePropertyNames } from '../../hooks/useNames';
import type { ScoreUnit } from '../../lib/scoreUnit';
import { NO_PAIRING } from './queries';
import { MESSAGE_PAIRINGS, propertyOptions } from './sides';

/** Selects what makes a request or session of one group and one of the other a pair. */
export function PairingSelect({ unit, current }: { unit: ScoreUnit; current: string }) {
  const navigate = useNavigate({ from: '/compare' });
  const properties = usePropertyNames().data ?? [];
  return (
    <NativeSelect
      size="xs"
      label="Pair by"
      value={current}
      onChange={event => {
        const chosen = event.currentTarget.value;
        void navigate({ search: before => ({ ...before, pair: chosen }) });
      }}
      data={[
        { value: NO_PAIRING, label: 'no pairing' },
        ...(unit === 'request' ? MESSAGE_PAIRINGS : []),
        { value: 'item', label: 'same item' },
        {
          group: 'Same value of',
          items: propertyOptions(properties, current),
        },
      ]}
    />
  );
}
