import { Table } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useRouterState } from '@tanstack/react-router';
import { useIsDeleting } from '../../components/DeleteButton';
import { QueryState } from '../../components/QueryState';
import { StatusLabel } from '../../components/StatusLabel';
import { Timestamp } from '../../components/Timestamp';
import { count } from '../../lib/numbers';
import classes from './Alerts.module.css';
import { type AlertEvent, historyQuery } from './queries';
import {
  describeChange,
  describeFilter,
  describeTrigger,
  formatMeasured,
  formatValue,
  metricOfEvent,
  STATES,
  type Watched,
} from './words';

/** What an alert has found, each event as it was, whatever the alert has become since. */
export function History({ id }: { id: string }) {
  const history = useQuery({ ...historyQuery(id), enabled: !useIsDeleting(id) });
  return (
    <>
      <h3 className={classes.heading}>History</h3>
      <QueryState query={history} what="the history" rows={3}>
        {events =>
          events.length ? (
            <EventTable events={events} label="History" isLinked />
          ) : (
            <p className={classes.quiet}>It has never fired.</p>
          )
        }
      </QueryState>
    </>
  );
}

/** `isLinked`: links lead to its rows. */
export function EventTable({
  events,
  label,
  isLinked = false,
}: {
  events: AlertEvent[];
  label: string;
  isLinked?: boolean;
}) {
  const chosen = useRouterState({ select: state => state.location.hash });
  return (
    <Table.ScrollContainer
      className="framed"
      type="native"
      minWidth={720}
      tabIndex={0}
      aria-label={label}
    >
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>When</Table.Th>
            <Table.Th>Change</Table.Th>
            <Table.Th className="numeric">Value [95 % interval]</Table.Th>
            <Table.Th className="numeric">Requests</Table.Th>
            <Table.Th className="numeric">Level</Table.Th>
            <Table.Th>The alert at that time</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {events.map(event => {
            const place = isLinked ? `event-${event.number}` : undefined;
            return (
              <EventRow key={event.id} event={event} place={place} isChosen={place === chosen} />
            );
          })}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function EventRow({
  event,
  place,
  isChosen,
}: {
  event: AlertEvent;
  place: string | undefined;
  isChosen: boolean;
}) {
  const rule = event.definition as unknown as Watched;
  const filter = describeFilter(rule.filter);
  return (
    <Table.Tr id={place} className={classes.event} data-chosen={isChosen || undefined}>
      <Table.Td>
        <Timestamp at={event.at} />
      </Table.Td>
      <Table.Td title={event.text} className={classes.wrap}>
        <StatusLabel tone={STATES[event.state].tone}>{describeChange(event)}</StatusLabel>
        {event.change && event.text}
        {!event.sent && <div className={classes.quiet}>no message was sent</div>}
      </Table.Td>
      <Table.Td className="numeric">{formatMeasured(metricOfEvent(event), event)}</Table.Td>
      <Table.Td className="numeric">{count(event.n)}</Table.Td>
      <Table.Td className="numeric">{formatValue(rule.metric, event.level)}</Table.Td>
      <Table.Td className={classes.wrap}>
        {rule.name}: {event.what}, {describeTrigger(rule)}
        {filter && `; only ${filter}`}
      </Table.Td>
    </Table.Tr>
  );
}
