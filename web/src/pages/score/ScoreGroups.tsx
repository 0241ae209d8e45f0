import { Table, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { ScoreGroup } from '../../api/scores';
import { IntervalTable } from '../../components/charts/IntervalTable';
import { CorrectedMean } from '../../components/scores/CorrectedMean';
import type { Judged } from '../../lib/corrected';
import { count, percent } from '../../lib/numbers';
import { commonLabels } from '../../lib/scoreFormat';
import { titleOfUnits } from '../../lib/scoreUnit';
import type { Subject } from './subject';

/** Groups side by side: means with intervals, or the shares of labels. */
export function ScoreGroups({
  label,
  type,
  unit,
  groups,
  overall,
  corrected,
  renderName,
}: {
  label: string;
  type: Subject['type'];
  unit: Subject['unit'];
  groups: ScoreGroup[];
  overall?: number | null; // the mean of all groups together, drawn as a line through all rows
  corrected?: (group: ScoreGroup) => Judged | null | undefined; // as CorrectedMean has it
  renderName: (group: ScoreGroup) => ReactNode;
}) {
  if (type === 'label')
    return <LabelShares label={label} unit={unit} groups={groups} named={renderName} />;
  return (
    <Table.ScrollContainer minWidth={520} scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}>
      <IntervalTable
        label={label}
        unit={unit}
        isShare={type === 'boolean'}
        reference={overall ?? undefined}
        rows={groups.map((group, index) => ({
          key: String(index),
          label: renderName(group),
          n: group.n_units,
          mean: group.mean,
          low: group.interval?.low ?? null,
          high: group.interval?.high ?? null,
          below: <CorrectedMean judged={corrected?.(group)} isShare={type === 'boolean'} />,
          note: group.interval?.reason ?? group.interval?.caution,
        }))}
      />
    </Table.ScrollContainer>
  );
}

function LabelShares({
  label,
  unit,
  groups,
  named,
}: {
  label: string;
  unit: Subject['unit'];
  groups: ScoreGroup[];
  named: (group: ScoreGroup) => ReactNode;
}) {
  const labels = commonLabels(groups);
  return (
    <Table.ScrollContainer minWidth={520} scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}>
      <Table aria-label={label} verticalSpacing={4}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th miw={110}>Group</Table.Th>
            <Table.Th className="numeric">{titleOfUnits(unit)}</Table.Th>
            {labels.map(each => (
              <Table.Th key={each} className="numeric" style={{ overflowWrap: 'anywhere' }}>
                {each}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {groups.map((group, index) => (
            <Table.Tr key={index}>
              <Table.Td style={{ overflowWrap: 'anywhere' }}>{named(group)}</Table.Td>
              <Table.Td className="numeric">{count(group.n_units)}</Table.Td>
              {labels.map(each => (
                <Table.Td key={each} className="numeric" style={{ whiteSpace: 'nowrap' }}>
                  <LabelShare group={group} label={each} />
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function LabelShare({ group, label }: { group: ScoreGroup; label: string }) {
  const found = group.labels?.find(each => each.label === label);
  if (!found) return percent(0);
  const { low, high } = found.interval;
  return (
    <>
      {percent(found.share)}{' '}
      {low !== null && high !== null && (
        <Text span size="xs" c="dimmed">
          [{percent(low)}, {percent(high)}]
        </Text>
      )}
    </>
  );
}
