import { Button, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback } from 'react';
import { toTree } from '../../lib/filter';
import { GroupTable } from '../../components/groups/GroupTable';
import { NAMES } from '../../components/groups/groupQueries';
import { Empty, Failed } from '../../components/states';
import { useMayScore } from '../../hooks/useCanScore';
import { OverTime } from './ValueTrends';
import { hide, propertiesQuery, restore } from './queries';
import { useChange } from './usePropertyChange';

/** The values of one property side by side; one of them over time. */
export function Values({ name }: { name: string }) {
  const search = useSearch({ from: '/properties' });
  const navigate = useNavigate({ from: '/properties' });
  const { f, value } = search;
  const open = useCallback(
    (chosen: string | null) => {
      if (chosen === null) return;
      void navigate({ search: now => ({ ...now, value: chosen }) });
    },
    [navigate],
  );
  return (
    <>
      <GroupTable
        key={name}
        by={`${NAMES}.${name}`}
        title={name}
        label={`values of ${name}`}
        tree={toTree(f)}
        search={search}
        onSearch={changed =>
          void navigate({ search: now => ({ ...now, ...changed }), replace: 'q' in changed })
        }
        onOpen={open}
        most={value === undefined ? undefined : '300px'}
        beside={<HideOrRestore name={name} />}
        empty={<Empty title="No calls here">There are none in this range, as filtered.</Empty>}
      />
      {value === undefined ? (
        <Title order={2} size="h5" fw={400} c="dimmed">
          Choose a value to see it over time.
        </Title>
      ) : (
        <OverTime name={name} value={value} />
      )}
    </>
  );
}

function HideOrRestore({ name }: { name: string }) {
  const hidden = useQuery(propertiesQuery).data?.hidden;
  const is = hidden?.some(each => each.toLowerCase() === name.toLowerCase());
  const change = useChange(is ? restore : hide);
  if (!useMayScore() || !hidden) return null;
  return (
    <>
      <Button
        size="xs"
        variant="default"
        loading={change.isPending}
        onClick={() => change.mutate(name)}
      >
        {is ? 'Restore this property' : 'Hide this property'}
      </Button>
      {change.isError && <Failed error={change.error} />}
    </>
  );
}
