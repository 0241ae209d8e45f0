import { Table } from '@mantine/core';
import { StatusLabel } from '../../components/StatusLabel';
import { Timestamp } from '../../components/Timestamp';
import { count } from '../../lib/numbers';
import classes from './Alerts.module.css';
import type { AlertRule } from './queries';
import { describeTrigger, formatMeasured, STATES } from './words';

export function AlertTable({
  alerts,
  chosen,
  onChoose,
}: {
  alerts: AlertRule[];
  chosen: string | undefined;
  onChoose: (id: string) => void;
}) {
  return (
    <Table.ScrollContainer
      className="framed"
      type="native"
      minWidth={720}
      tabIndex={0}
      aria-label="Alerts"
    >
      <Table highlightOnHover>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Alert</Table.Th>
            <Table.Th>State</Table.Th>
            <Table.Th>Since</Table.Th>
            <Table.Th>Watches</Table.Th>
            <Table.Th className="numeric">Now [95 % interval]</Table.Th>
            <Table.Th className="numeric">Requests</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {alerts.map(each => (
            <Table.Tr key={each.id}>
              <Table.Td>
                <button
                  type="button"
                  className={classes.choice}
                  aria-pressed={each.id === chosen}
                  onClick={() => onChoose(each.id)}
                >
                  {each.name}
                </button>
                {each.built_in && <div className={classes.quiet}>built in</div>}
              </Table.Td>
              <Table.Td>
                <StateOf rule={each} />
              </Table.Td>
              <Table.Td>
                <Timestamp at={each.since} />
              </Table.Td>
              <Table.Td className={classes.wrap}>
                {each.what}: {describeTrigger(each)}
              </Table.Td>
              <Table.Td className="numeric">{formatMeasured(each.metric, each)}</Table.Td>
              <Table.Td className="numeric">{count(each.n)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

/** The state, and beneath a silence what it hides. */
export function StateOf({ rule: { state, severity } }: { rule: AlertRule }) {
  const { word, tone } = STATES[state];
  const hidden = state === 'silenced' && severity !== 'ok' ? `: ${STATES[severity].word}` : '';
  return <StatusLabel tone={tone}>{`${word}${hidden}`}</StatusLabel>;
}
