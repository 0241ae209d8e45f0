import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import { toTree } from '../../lib/filter';
import { FilterBar } from '../../components/FilterBar';
import { Page } from '../../components/Page';
import { useRange } from '../../hooks/useRange';
import { Scores } from './ScoreTrends';
import { Traffic } from './TrafficCharts';

/** What the traffic does and how good it is. */
export default function OverviewPage() {
  const range = useRange();
  const { f } = useSearch({ strict: false });
  const navigate = useNavigate();
  const filter = useMemo(() => toTree(f), [f]);
  return (
    <Page title="Overview">
      <FilterBar
        conditions={f}
        onChange={changed =>
          void navigate({ to: '.', search: before => ({ ...before, f: changed }) })
        }
      />
      <Traffic range={range} filter={filter} />
      <Scores range={range} filter={filter} />
    </Page>
  );
}
