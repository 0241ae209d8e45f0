import { useNavigate, useSearch } from '@tanstack/react-router';
import { toFilterTree } from '../../lib/filter';
import { GroupTable } from '../../components/groups/GroupTable';
import { PROPERTY } from '../../components/groups/groupQueries';
import { EmptyState } from '../../components/states';

const HIDDEN_COLUMNS = ['first_at'];

/** The names of all properties. Each links to its values. */
export function PropertyList() {
  const search = useSearch({ from: '/properties' });
  const navigate = useNavigate({ from: '/properties' });
  return (
    <GroupTable
      by={PROPERTY}
      title="Property"
      label="properties"
      filter={toFilterTree(search.f)}
      search={search}
      onSearch={changed =>
        void navigate({ search: now => ({ ...now, ...changed }), replace: 'q' in changed })
      }
      hidden={HIDDEN_COLUMNS}
      onOpen={name => {
        const { f, scores } = search;
        if (name !== null) void navigate({ search: { f, scores, name } });
      }}
      empty={
        <EmptyState title="No properties in this range">
          No call in this range that matches the filter has a property.
        </EmptyState>
      }
    />
  );
}
