import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback } from 'react';
import { toFilterTree } from '../../lib/filter';
import { GroupTable } from '../../components/groups/GroupTable';
import { PROPERTY } from '../../components/groups/groupQueries';
import { EmptyState, ErrorAlert } from '../../components/states';
import { useCanScore } from '../../hooks/useCanScore';
import { ComparedTrends } from './ComparedTrends';
import { ValueTrends } from './ValueTrends';
import { hideProperty, propertiesQuery, restoreProperty } from './queries';
import { usePropertyChange } from './usePropertyChange';

/** The values of a property side by side, and over time: all of them, or the selected one. */
export function PropertyValues({ name }: { name: string }) {
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
        by={`${PROPERTY}.${name}`}
        title={name}
        label={`values of ${name}`}
        filter={toFilterTree(f)}
        search={search}
        onSearch={changed =>
          void navigate({ search: now => ({ ...now, ...changed }), replace: 'q' in changed })
        }
        onOpen={open}
        maxHeight="300px"
        actions={<HideButton name={name} />}
        empty={
          <EmptyState title="No calls in this range">
            No call in this range matches the filter.
          </EmptyState>
        }
      />
      {value === undefined ? (
        <ComparedTrends name={name} />
      ) : (
        <ValueTrends name={name} value={value} />
      )}
    </>
  );
}

function HideButton({ name }: { name: string }) {
  const hidden = useQuery(propertiesQuery).data?.hidden;
  const isHidden = hidden?.some(each => each.toLowerCase() === name.toLowerCase());
  const change = usePropertyChange(isHidden ? restoreProperty : hideProperty);
  if (!useCanScore() || !hidden) return null;
  return (
    <>
      <Button
        size="xs"
        variant="default"
        loading={change.isPending}
        onClick={() => change.mutate(name)}
      >
        {isHidden ? 'Restore this property' : 'Hide this property'}
      </Button>
      {change.isError && <ErrorAlert error={change.error} />}
    </>
  );
}
