import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import { FilterBar } from '../../components/FilterBar';
import { Page } from '../../components/Page';
import { useRange } from '../../hooks/useRange';
import { toFilterTree } from '../../lib/filter';
import { periodBefore } from './changes';
import { Kpis } from './Kpis';
import classes from './overview.module.css';
import { trafficQuery } from './queries';
import { ScoreTrends } from './ScoreTrends';
import { TrafficCharts } from './TrafficCharts';

/** Traffic and scores at a glance, against the time before. */
export default function OverviewPage() {
  const range = useRange();
  const { f } = useSearch({ strict: false });
  const navigate = useNavigate();
  const filter = useMemo(() => toFilterTree(f), [f]);
  const traffic = useQuery(trafficQuery(range, filter));
  const before = periodBefore(range);
  return (
    <Page title="Overview" views="overview">
      <div className={classes.bar}>
        <FilterBar
          conditions={f}
          onChange={changed => void navigate({ to: '.', search: now => ({ ...now, f: changed }) })}
        />
        <span className={classes.compared}>Compared with {before}</span>
      </div>
      <Kpis traffic={traffic.data} before={before} />
      <TrafficCharts query={traffic} range={range} filter={filter} />
      <ScoreTrends range={range} filter={filter} />
    </Page>
  );
}
