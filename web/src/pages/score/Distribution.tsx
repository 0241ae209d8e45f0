import { SimpleGrid } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { type ScoreGroup, scoresQuery } from '../../api/scores';
import { QueryState } from '../../components/QueryState';
import { ShareTable } from '../../components/charts/ShareTable';
import { Histogram } from '../../components/charts/Histogram';
import { titleOfUnits } from '../../lib/scoreUnit';
import { CumulativeChart } from './CumulativeChart';
import type { Subject } from './subject';
import { Section } from './Section';

/** How often each value occurs. */
export function Distribution({ subject, group }: { subject: Subject; group: ScoreGroup }) {
  if (subject.type === 'number') return <NumberDistribution subject={subject} />;
  const label = `Distribution of ${subject.name}`;
  return (
    <Section title="Distribution">
      <ShareTable label={label} rows={shareRows(group)} />
    </Section>
  );
}

function shareRows({ labels, share_true: shareTrue, n_units: n, interval }: ScoreGroup) {
  if (labels) {
    return [...labels]
      .sort((a, b) => b.share - a.share)
      .map(({ label, share, n_ratings, interval: of }) => ({
        name: label,
        n: n_ratings,
        share,
        low: of.low,
        high: of.high,
      }));
  }
  const share = shareTrue ?? 0;
  const { low = null, high = null } = interval ?? {};
  const complement = (value: number | null) => (value === null ? null : 1 - value);
  return [
    { name: 'true', n: Math.round(share * n), share, low, high },
    {
      name: 'false',
      n: n - Math.round(share * n),
      share: 1 - share,
      low: complement(high),
      high: complement(low),
    },
  ];
}

function NumberDistribution({
  subject: { name, type, unit, filter, timeRange },
}: {
  subject: Subject;
}) {
  const body = { scores: [name], unit, filter, time_range: timeRange };
  const coarse = useQuery(scoresQuery({ ...body, histogram: { bins: 25 } }));
  const fine = useQuery(scoresQuery({ ...body, histogram: { bins: 100 } }));
  const bars = coarse.data?.find(each => each.type === type);
  const steps = fine.data?.find(each => each.type === type);
  const groups = useMemo(
    () => [{ name: titleOfUnits(unit), counts: bars?.groups[0]?.histogram?.counts ?? [] }],
    [bars, unit],
  );
  return (
    <SimpleGrid cols={{ base: 1, md: 2 }}>
      <Section title="Distribution">
        <QueryState query={coarse} what="the distribution" rows={6}>
          {() =>
            bars?.histogram_edges && (
              <Histogram
                label={`Distribution of ${name}`}
                edges={bars.histogram_edges}
                groups={groups}
              />
            )
          }
        </QueryState>
      </Section>
      <Section title="Cumulative distribution">
        <QueryState query={fine} what="the cumulative distribution" rows={6}>
          {() =>
            steps?.histogram_edges && (
              <CumulativeChart
                name={name}
                edges={steps.histogram_edges}
                histogram={steps.groups[0]?.histogram ?? null}
              />
            )
          }
        </QueryState>
      </Section>
    </SimpleGrid>
  );
}
