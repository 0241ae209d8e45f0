import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import { toFilterTree } from '../../lib/filter';
import { FilterBar } from '../../components/FilterBar';
import { Page } from '../../components/Page';
import { useRange } from '../../hooks/useRange';
import { ScoreTrends } from './ScoreTrends';
import { TrafficCharts } from './TrafficCharts';

/** Traffic and scores at a glance. */
export default function OverviewPage() {
  const range = useRange();
  const { f } = useSearch({ strict: false });
  const navigate = useNavigate();
  const filter = useMemo(() => toFilterTree(f), [f]);
  return (
    <Page title="Overview">
      <FilterBar
        conditions={f}
        onChange={changed =>
          void navigate({ to: '.', search: before => ({ ...before, f: changed }) })
        }
      />
      <TrafficCharts range={range} filter={filter} />
      <ScoreTrends range={range} filter={filter} />
    </Page>
  );
}
