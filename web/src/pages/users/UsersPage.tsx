import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback } from 'react';
import { FilterBar } from '../../components/FilterBar';
import { type Condition, toFilterTree } from '../../lib/filter';
import { GroupTable } from '../../components/groups/GroupTable';
import { FirstStep } from '../../components/firstSteps';
import { Page } from '../../components/Page';
import { EmptyState } from '../../components/states';

/** The users with their calls and scores. A user links to their requests. */
export default function UsersPage() {
  const search = useSearch({ from: '/users' });
  const navigate = useNavigate();
  const { f } = search;
  const open = useCallback(
    (value: string | null) => {
      if (value === null) return;
      const user: Condition = { field: 'user', op: 'is', value };
      void navigate({ to: '/requests', search: { f: [...(f ?? []), user] } });
    },
    [navigate, f],
  );
  return (
    <Page title="Users" views="users">
      <FilterBar
        conditions={f}
        onChange={changed => void navigate({ to: '.', search: now => ({ ...now, f: changed }) })}
      />
      <GroupTable
        by="user"
        title="User"
        label="users"
        filter={toFilterTree(f)}
        search={search}
        onSearch={changed =>
          void navigate({
            to: '.',
            search: now => ({ ...now, ...changed }),
            replace: 'q' in changed,
          })
        }
        onOpen={open}
        empty={
          <EmptyState title="No users in this range">
            No call in this range that matches the filter names a user. Send the header
            Helicone-User-Id, for instance:
            <FirstStep of="users" />
          </EmptyState>
        }
      />
    </Page>
  );
}
