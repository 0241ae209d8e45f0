import { Group } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { FilterBar } from '../../components/FilterBar';
import { both, toTree } from '../../lib/filter';
import { GroupTable } from '../../components/groups/GroupTable';
import { cost, count, decimal, duration } from '../../lib/numbers';
import { Page } from '../../components/Page';
import { Stat } from '../../components/Stat';
import { Empty } from '../../components/states';
import { useRange } from '../../hooks/useRange';
import { Names } from './SessionNames';
import { countQuery, named } from './queries';

const NEWEST = { key: 'last_at', desc: true };

/** Calls that belong together, by the name of what they do; a session leads to its calls. */
export default function SessionsPage() {
  const search = useSearch({ from: '/sessions' });
  const navigate = useNavigate({ from: '/sessions' });
  const range = useRange();
  const { f, name, q } = search;
  const tree = toTree(f);
  const totals = useQuery(countQuery({ tree, range, search: q ?? '', name })).data;
  return (
    <Page title="Sessions">
      <FilterBar
        conditions={f}
        onChange={changed => void navigate({ search: now => ({ ...now, f: changed }) })}
      />
      <Names
        tree={tree}
        chosen={name}
        onChoose={chosen => void navigate({ search: now => ({ ...now, name: chosen }) })}
      />
      <Group gap="sm" align="stretch">
        <Stat label="Sessions">{count(totals?.count)}</Stat>
        <Stat label="Calls, per session">{decimal(totals?.avg_requests)}</Stat>
        <Stat label="Cost, per session">{cost(totals?.avg_cost)}</Stat>
        <Stat label="Latency, mean of a call">{duration(totals?.avg_latency)}</Stat>
      </Group>
      <GroupTable
        by="session"
        title="Session"
        label="sessions"
        tree={name === undefined ? tree : both(tree, named(name))}
        search={search}
        onSearch={changed =>
          void navigate({ search: now => ({ ...now, ...changed }), replace: 'q' in changed })
        }
        usual={NEWEST}
        onOpen={id => {
          if (id !== null) void navigate({ to: '/sessions/$sessionId', params: { sessionId: id } });
        }}
        empty={
          <Empty title="No sessions here">
            No call in this range, as filtered, belongs to one. Send the header Helicone-Session-Id,
            and with it Helicone-Session-Name and Helicone-Session-Path.
          </Empty>
        }
      />
    </Page>
  );
}
