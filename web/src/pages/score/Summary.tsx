import { Group } from '@mantine/core';
import type { ScoreGroup } from '../../api/scores';
import { Stat } from '../../components/Stat';
import { count, decimal } from '../../lib/numbers';
import { formatWithInterval, valueFormat } from '../../lib/scoreFormat';
import { titleOfUnits } from '../../lib/scoreUnit';
import type { Subject } from './subject';

const MAX_LABELS = 4;

/** The figures for all requests or sessions together. */
export function Summary({
  type,
  unit,
  group,
}: Pick<Subject, 'type' | 'unit'> & { group: ScoreGroup }) {
  const format = valueFormat(type);
  const interval = ({ low, high, reason, caution }: NonNullable<ScoreGroup['interval']>) =>
    low === null || high === null
      ? `no interval: ${reason ?? 'unknown reason'}`
      : `95 % interval ${format(low)} to ${format(high)}${caution ? ` (caution: ${caution})` : ''}`;
  return (
    <Group gap="sm" align="stretch">
      <Stat label={titleOfUnits(unit)} hint={`${count(group.n_ratings)} scores`}>
        {count(group.n_units)}
      </Stat>
      {type === 'label' ? (
        [...group.labels!]
          .sort((a, b) => b.share - a.share)
          .slice(0, MAX_LABELS)
          .map(({ label, share, interval: of }) => (
            <Stat key={label} label={label} hint={interval(of)}>
              {format(share)}
            </Stat>
          ))
      ) : (
        <Stat
          label={type === 'boolean' ? 'Share of true' : 'Mean'}
          hint={group.interval ? interval(group.interval) : undefined}
        >
          {formatWithInterval(type, group.mean, null)}
        </Stat>
      )}
      {type === 'number' && (
        <>
          <Stat label="Median">{decimal(group.quantiles?.['0.5'])}</Stat>
          <Stat label="Standard deviation">{decimal(group.sd)}</Stat>
          <Stat label="Lowest">{decimal(group.min)}</Stat>
          <Stat label="Highest">{decimal(group.max)}</Stat>
        </>
      )}
    </Group>
  );
}
