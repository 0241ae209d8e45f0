import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { scoresQuery } from '../../api/scores';
import { QueryState } from '../../components/QueryState';
import { sortGroups } from './grouping';
import { ScoreGroups } from './ScoreGroups';
import type { Subject } from './subject';
import { Section } from './Section';

const SHOWN = 30;

/** Who rated, side by side. */
export function Authors({ subject: { name, type, filter, timeRange } }: { subject: Subject }) {
  const found = useQuery(
    scoresQuery({
      scores: [name],
      filter,
      time_range: timeRange,
      group_by: ['rater'],
      limit: SHOWN,
    }),
  );
  return (
    <Section title="Raters">
      <QueryState query={found} what="the raters" rows={2}>
        {answers => {
          const groups = answers.find(each => each.type === type)?.groups ?? [];
          if (groups.length < 2 && !groups[0]?.group.rater) {
            return (
              <Text size="sm" c="dimmed">
                No rating names its rater.
              </Text>
            );
          }
          return (
            <ScoreGroups
              label={`${name} by rater`}
              type={type}
              groups={sortGroups(groups, 'rater', 'requests')}
              renderName={({ group, other }) => (other ? 'all others' : group.rater || 'not named')}
            />
          );
        }}
      </QueryState>
    </Section>
  );
}
