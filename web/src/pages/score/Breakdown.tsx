import { Anchor, NativeSelect, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { type ScoreGroup, scoresQuery } from '../../api/scores';
import { QueryState } from '../../components/QueryState';
import { useCorrectedGroups } from '../../hooks/useCorrected';
import { usePropertyNames } from '../../hooks/useNames';
import { count } from '../../lib/numbers';
import { NarrowLink } from '../../components/NarrowLink';
import { keysOf, valueOf } from '../../lib/scoreGroups';
import { conditionsOf, groupingOptions, sortGroups } from './grouping';
import { ScoreGroups } from './ScoreGroups';
import type { Subject } from './subject';
import { ORDERS, type Order } from './search';
import { Section } from './Section';

const MAX_GROUPS = 50;
const MIXED = '(mixed)'; // the API's group of sessions whose requests differ

/** The score by model, property or another column. */
export function Breakdown({
  subject: { name, type, unit, filter, timeRange },
  overall,
}: {
  subject: Subject;
  overall: number | null;
}) {
  const { by = 'model', order = 'requests' } = useSearch({ from: '/scores/$name' });
  const group_by = keysOf(by);
  const body = { unit, filter, time_range: timeRange, group_by, limit: MAX_GROUPS };
  const query = useQuery(scoresQuery({ ...body, scores: [name] }));
  const corrected = useCorrectedGroups(name, type, body);
  return (
    <Section title="Breakdown" actions={<GroupingControls by={by} order={order} />}>
      <QueryState query={query} what="the groups" rows={5}>
        {results => (
          <ScoreGroups
            label={`${name} by ${by}`}
            type={type}
            unit={unit}
            overall={overall}
            corrected={corrected}
            groups={sortGroups(results.find(each => each.type === type)?.groups ?? [], by, order)}
            renderName={group => <GroupLink by={by} score={name} unit={unit} group={group} />}
          />
        )}
      </QueryState>
    </Section>
  );
}

function GroupingControls({ by, order }: { by: string; order: Order }) {
  const navigate = useNavigate({ from: '/scores/$name' });
  const properties = usePropertyNames().data ?? [];
  return (
    <>
      <NativeSelect
        size="xs"
        w={156} // whatever the names that come later
        aria-label="Break down by"
        value={by}
        onChange={event => {
          const chosen = event.currentTarget.value;
          void navigate({ search: before => ({ ...before, by: chosen }) });
        }}
        data={groupingOptions(properties, by)}
      />
      <NativeSelect
        size="xs"
        aria-label="Order of the groups"
        value={order}
        onChange={event => {
          const chosen = event.currentTarget.value as Order;
          void navigate({ search: before => ({ ...before, order: chosen }) });
        }}
        data={Object.entries(ORDERS).map(([value, label]) => ({ value, label }))}
      />
    </>
  );
}

/** Narrows the page to the group. */
function GroupLink({
  by,
  score,
  unit,
  group,
}: {
  by: string;
  score: string;
  unit: Subject['unit'];
  group: ScoreGroup;
}) {
  const value = valueOf(group, by);
  if (group.other) {
    return (
      <Text size="sm" c="dimmed">
        all other groups, beyond the first {count(MAX_GROUPS)}
      </Text>
    );
  }
  const shown = value ?? 'none';
  if (unit === 'session' && by === 'session' && value !== null) return <SessionLink id={value} />;
  const conditions = unit === 'session' && value === MIXED ? null : conditionsOf(group, by, score);
  if (!conditions) return <>{shown}</>;
  return <NarrowLink conditions={conditions}>{shown}</NarrowLink>;
}

const SessionLink = ({ id }: { id: string }) => (
  <Anchor
    size="sm"
    renderRoot={props => <Link to="/sessions/$sessionId" params={{ sessionId: id }} {...props} />}
  >
    {id}
  </Anchor>
);
