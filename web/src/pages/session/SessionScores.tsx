import { Group } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { formatScore } from '../../components/groups/ScoreMean';
import { scoreKey } from '../../components/groups/groupQueries';
import { ScorePicker } from '../../components/groups/ScorePicker';
import { useSelectedScores } from '../../components/groups/useSelectedScores';
import { count } from '../../lib/numbers';
import { ScoreValue } from '../../components/ScoreValue';
import { Stat } from '../../components/Stat';
import { ErrorAlert } from '../../components/states';
import { meansQuery, ownScoresQuery } from './queries';

/** The scores of the session itself, and the means of its calls' scores. */
export function SessionScores({ id, rangeKey }: { id: string; rangeKey: string }) {
  const search = useSearch({ from: '/sessions/$sessionId' });
  const navigate = useNavigate({ from: '/sessions/$sessionId' });
  const { all, names } = useSelectedScores(search.scores);
  const own = useQuery(ownScoresQuery(id, rangeKey));
  const means = useQuery(meansQuery(id, names, rangeKey));
  const error = own.error ?? means.error;
  return (
    <Group gap="sm" align="stretch" role="group" aria-label="Scores">
      {error && <ErrorAlert error={error} />}
      {own.data?.map(score => (
        <Stat
          key={score.score_id}
          label={`${score.name}, of the session`}
          hint={score.author || undefined}
        >
          <ScoreValue value={score.label ?? score.value} />
        </Stat>
      ))}
      {means.data?.map(score => {
        const [of] = score.groups;
        return (
          of && (
            <Stat
              key={scoreKey(score)}
              label={`${score.name}, mean of its calls`}
              hint={`n ${count(of.n_units)}`}
            >
              {formatScore(of)}
            </Stat>
          )
        );
      })}
      <ScorePicker
        all={all}
        names={names}
        onChange={scores => void navigate({ search: before => ({ ...before, scores }) })}
      />
    </Group>
  );
}
