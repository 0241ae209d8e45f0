import { useQuery } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { definitionsQuery } from '../../api/scores';
import { FilterBar } from '../../components/FilterBar';
import { and, toFilterTree } from '../../lib/filter';
import type { ScoreName } from '../../components/groups/groupQueries';
import { GroupTable } from '../../components/groups/GroupTable';
import { cost, count, duration, fixed } from '../../lib/numbers';
import type { GroupRow } from '../../components/groups/useGroups';
import { FirstStep } from '../../components/firstSteps';
import { Page } from '../../components/Page';
import { Stat, Stats } from '../../components/Stat';
import { EmptyState } from '../../components/states';
import { useRange } from '../../hooks/useRange';
import { SessionNames } from './SessionNames';
import { countQuery, detailsQuery, nameFilter } from './queries';
import { sessionColumns } from './sessionColumns';
import { StepSessions } from './StepSessions';

const NEWEST = { key: 'last_at', desc: true };

/** Sessions and their names. A session links to its calls. */
export default function SessionsPage() {
  const search = useSearch({ from: '/sessions' });
  const navigate = useNavigate({ from: '/sessions' });
  const range = useRange();
  const { f, name, q } = search;
  const filter = toFilterTree(f);
  const [ids, setIds] = useState<string[]>([]);
  const details = useQuery(detailsQuery(ids, range)).data;
  const definitions = useQuery(definitionsQuery).data;
  const columnsOf = useCallback(
    (scores: ScoreName[], loaded: readonly GroupRow[]) =>
      sessionColumns(details, scores, definitions ?? [], loaded),
    [details, definitions],
  );
  const totals = useQuery(countQuery({ filter, range, search: q ?? '', name })).data;
  return (
    <Page title="Sessions" views="sessions">
      <FilterBar
        conditions={f}
        onChange={changed => void navigate({ search: now => ({ ...now, f: changed }) })}
      />
      <SessionNames
        filter={filter}
        selected={name}
        onSelect={chosen => void navigate({ search: now => ({ ...now, name: chosen }) })}
      />
      <Stats>
        <Stat label="Sessions">{count(totals?.count)}</Stat>
        <Stat label="Calls per session">{fixed(totals?.avg_requests, 1)}</Stat>
        <Stat label="Cost per session">{cost(totals?.avg_cost)}</Stat>
        <Stat label="Mean latency of a call">{duration(totals?.avg_latency)}</Stat>
      </Stats>
      <GroupTable
        by="session"
        columnsOf={columnsOf}
        onValues={setIds}
        title="Session"
        label="sessions"
        filter={name === undefined ? filter : and(filter, nameFilter(name))}
        search={search}
        onSearch={changed =>
          void navigate({ search: now => ({ ...now, ...changed }), replace: 'q' in changed })
        }
        defaultSort={NEWEST}
        onOpen={id => {
          if (id !== null) void navigate({ to: '/sessions/$sessionId', params: { sessionId: id } });
        }}
        empty={
          <EmptyState title="No sessions in this range">
            No call in this range that matches the filter belongs to a session. Send the header
            Helicone-Session-Id and, optionally, Helicone-Session-Name and Helicone-Session-Path:
            <FirstStep of="sessions" />
          </EmptyState>
        }
      />
      {!f && !name && !q && <StepSessions range={range} />}
    </Page>
  );
}
