import { SimpleGrid } from '@mantine/core';
import { useMemo } from 'react';
import type { ScoreGroup, ScoreResult } from '../../api/scores';
import { ShareTable } from '../../components/charts/ShareTable';
import { Histogram } from '../../components/charts/Histogram';
import { titleOfUnits } from '../../lib/scoreUnit';
import { CumulativeChart } from './CumulativeChart';
import type { Subject } from './subject';
import { Section } from './Section';
import { useThreshold } from './useThreshold';

/** How often each value occurs. */
export function Distribution({ subject, result }: { subject: Subject; result: ScoreResult }) {
  if (subject.type === 'number') return <NumberDistribution subject={subject} result={result} />;
  const label = `Distribution of ${subject.name}`;
  return (
    <Section title="Distribution">
      <ShareTable label={label} rows={shareRows(result.groups[0]!)} />
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

function NumberDistribution({ subject, result }: { subject: Subject; result: ScoreResult }) {
  const { name, type, unit } = subject;
  const threshold = useThreshold(name, type);
  const histogram = result.groups[0]?.histogram ?? null;
  const edges = result.histogram_edges;
  const groups = useMemo(
    () => [{ name: titleOfUnits(unit), counts: histogram?.counts ?? [] }],
    [histogram, unit],
  );
  if (!edges) return null;
  return (
    <SimpleGrid cols={{ base: 1, md: 2 }}>
      <Section title="Distribution">
        <Histogram
          label={`Distribution of ${name}`}
          edges={edges}
          groups={groups}
          threshold={threshold}
        />
      </Section>
      <Section title="Cumulative distribution">
        <CumulativeChart name={name} edges={edges} histogram={histogram} threshold={threshold} />
      </Section>
    </SimpleGrid>
  );
}
