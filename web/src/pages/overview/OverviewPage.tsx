import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import { ComparedFilterBar } from '../../components/ComparedFilterBar';
import { Page } from '../../components/Page';
import { useRange } from '../../hooks/useRange';
import { toFilterTree } from '../../lib/filter';
import { useBefore } from '../../hooks/useBefore';
import { useScoreUnit } from '../../hooks/useScoreUnit';
import { openAlertsQuery } from '../../api/alerts';
import { definitionsQuery } from '../../api/scores';
import { WhatChanged } from './WhatChanged';
import { Kpis } from './Kpis';
import { trafficQuery, useChanges } from './queries';
import { useMarks } from './useMarks';
import { ScoreTrends } from './ScoreTrends';
import { TrafficCharts } from './TrafficCharts';

/** Scores of pairs of answers, which the page Replay shows. */
const OF_REPLAYS = new Set(['replay_preference', 'replay_orders_agree']);

/** Traffic and scores at a glance, against the time before. */
export default function OverviewPage() {
  const range = useRange();
  const { f } = useSearch({ strict: false });
  const navigate = useNavigate();
  const filter = useMemo(() => toFilterTree(f), [f]);
  const traffic = useQuery(trafficQuery(range, filter));
  const marks = useMarks(range, filter, traffic.data?.buckets);
  const shown = useScoreUnit();
  const names = useMemo(
    () => [
      ...new Set(
        shown.names
          .filter(({ name }) => !OF_REPLAYS.has(name))
          .toSorted((a, b) => b.ratings - a.ratings)
          .map(({ name }) => name),
      ),
    ],
    [shown.names],
  );
  const changes = useChanges(shown.query.data && names, shown.unit, range, filter);
  const definitions = useQuery(definitionsQuery).data ?? [];
  const before = useBefore();
  const alerts = useQuery(openAlertsQuery).data ?? [];
  return (
    <Page title="Overview" views="overview">
      <ComparedFilterBar
        before={before}
        conditions={f}
        onChange={changed => void navigate({ to: '.', search: now => ({ ...now, f: changed }) })}
      />
      <Kpis traffic={traffic.data} metrics={changes.data?.metrics} before={before} />
      <WhatChanged changes={changes} definitions={definitions} before={before} alerts={alerts} />
      <TrafficCharts query={traffic} range={range} filter={filter} marks={marks} />
      <ScoreTrends
        names={names}
        range={range}
        filter={filter}
        marks={marks}
        changes={changes.data?.scores}
        definitions={definitions}
      />
    </Page>
  );
}
