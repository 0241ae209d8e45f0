import { Anchor, NativeSelect, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { type ScoreGroup, scoresQuery } from '../../api/scores';
import { QueryState } from '../../components/QueryState';
import { usePropertyNames } from '../../hooks/useNames';
import { count } from '../../lib/numbers';
import { groupingOptions, groupCondition, sortGroups } from './grouping';
import { ScoreGroups } from './ScoreGroups';
import type { Subject } from './subject';
import { ORDERS, type Order } from './search';
import { Section } from './Section';

const SHOWN = 50;

/** The score by model, or by any property. */
export function Breakdown({
  subject: { name, type, filter, timeRange },
  overall,
}: {
  subject: Subject;
  overall: number | null;
}) {
  const { by = 'model', order = 'requests' } = useSearch({ from: '/scores/$name' });
  const navigate = useNavigate({ from: '/scores/$name' });
  const properties = usePropertyNames().data ?? [];
  const found = useQuery(
    scoresQuery({
      scores: [name],
      filter,
      time_range: timeRange,
      group_by: [by],
      limit: SHOWN,
    }),
  );
  return (
    <Section
      title="Broken down"
      actions={
        <>
          <NativeSelect
            size="xs"
            aria-label="Broken down by"
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
      }
    >
      <QueryState query={found} what="the groups" rows={5}>
        {answers => (
          <ScoreGroups
            label={`${name} by ${by}`}
            type={type}
            overall={overall}
            groups={sortGroups(answers.find(each => each.type === type)?.groups ?? [], by, order)}
            renderName={group => <GroupLink by={by} group={group} />}
          />
        )}
      </QueryState>
    </Section>
  );
}

/** Leads to the group's requests. */
function GroupLink({ by, group }: { by: string; group: ScoreGroup }) {
  const value = group.group[by];
  if (group.other) {
    return (
      <Text size="sm" c="dimmed">
        all others, beyond the first {count(SHOWN)}
      </Text>
    );
  }
  if (value === null || value === undefined) {
    return (
      <Text size="sm" c="dimmed">
        without
      </Text>
    );
  }
  const condition = groupCondition(by, value);
  if (!condition) return <>{value}</>;
  return (
    <Anchor
      size="sm"
      renderRoot={props => (
        <Link
          to="/requests"
          search={({ range, live, f }) => ({ range, live, f: [...(f ?? []), condition] })}
          {...props}
        />
      )}
    >
      {value}
    </Anchor>
  );
}
