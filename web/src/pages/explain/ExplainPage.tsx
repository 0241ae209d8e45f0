import { NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { explanationQuery } from '../../api/explanations';
import { Explanation } from '../../components/explanation/Explanation';
import { FilterBar } from '../../components/FilterBar';
import { NoRequests } from '../../components/firstSteps';
import { Page } from '../../components/Page';
import { QueryState } from '../../components/QueryState';
import { useRange } from '../../hooks/useRange';
import { toFilterTree } from '../../lib/filter';
import { METRIC_NAMES, type MetricName, METRICS } from '../../lib/metrics';

/** Which models, prompts and values of properties carry the change of cost, latency, tokens or errors since the time
 * before. */
export default function ExplainPage() {
  const { f, metric = 'latency_ms' } = useSearch({ from: '/explain' });
  const navigate = useNavigate({ from: '/explain' });
  const { timeRange } = useRange();
  const { unit, direction, mean } = METRICS[metric];
  const scope = { unit: 'request' as const, filter: toFilterTree(f), timeRange };
  const query = useQuery(explanationQuery({ metric }, scope));
  return (
    <Page title="What explains the change" actions={<MetricSelect metric={metric} />}>
      <FilterBar
        conditions={f}
        onChange={changed => void navigate({ search: before => ({ ...before, f: changed }) })}
      />
      <QueryState query={query} what="the explanation" rows={8}>
        {([explained]) =>
          explained?.second.n_units ? (
            <Explanation
              key={metric}
              explained={explained}
              title={mean}
              unit={unit}
              direction={direction}
            />
          ) : (
            <NoRequests isFiltered={Boolean(f)} />
          )
        }
      </QueryState>
    </Page>
  );
}

function MetricSelect({ metric }: { metric: MetricName }) {
  const navigate = useNavigate({ from: '/explain' });
  return (
    <NativeSelect
      size="xs"
      aria-label="What is explained"
      value={metric}
      onChange={event => {
        const chosen = event.currentTarget.value as MetricName;
        void navigate({ search: before => ({ ...before, metric: chosen }) });
      }}
      data={METRIC_NAMES.map(name => ({ value: name, label: METRICS[name].mean }))}
    />
  );
}
