import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { scoresQuery } from '../../api/scores';
import { QueryState } from '../../components/QueryState';
import { sortGroups } from './grouping';
import { ScoreGroups } from './ScoreGroups';
import type { Subject } from './subject';
import { Section } from './Section';

const MAX_AUTHORS = 30;

/** The scores of each author side by side. */
export function Authors({
  subject: { name, type, unit, filter, timeRange },
}: {
  subject: Subject;
}) {
  const query = useQuery(
    scoresQuery({
      scores: [name],
      unit,
      filter,
      time_range: timeRange,
      group_by: ['rater'],
      limit: MAX_AUTHORS,
    }),
  );
  return (
    <Section title="Authors">
      <QueryState query={query} what="the authors" rows={2}>
        {results => {
          const groups = results.find(each => each.type === type)?.groups ?? [];
          if (groups.length < 2 && !groups[0]?.group.rater) {
            return (
              <Text size="sm" c="dimmed">
                No score names its author.
              </Text>
            );
          }
          return (
            <ScoreGroups
              label={`${name} by author`}
              type={type}
              unit={unit}
              groups={sortGroups(groups, 'rater', 'requests')}
              renderName={({ group, other }) =>
                other ? 'all other authors' : group.rater || 'unnamed'
              }
            />
          );
        }}
      </QueryState>
    </Section>
  );
}
