import { Group } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { formatScore } from '../../components/groups/ScoreMean';
import { scoreKey } from '../../components/groups/groupQueries';
import { ScorePicker } from '../../components/groups/ScorePicker';
import { useSelectedScores } from '../../components/groups/useSelectedScores';
import { Panel } from '../../components/Panel';
import { ErrorAlert } from '../../components/states';
import { ScorePanel } from '../../components/scoring/ScorePanel';
import { UnsavedScores } from '../../components/scoring/UnsavedScores';
import { useScoring } from '../../components/scoring/useScoring';
import { SCORING_KEYS } from '../../components/scoring/shortcuts';
import { useScoringKeys } from '../../components/scoring/useScoringKeys';
import { count } from '../../lib/numbers';
import { meansQuery } from './queries';
import classes from './SessionScores.module.css';

/** The scores of the session itself, with the form to give them, and the means of its calls' scores. */
export function SessionScores({ id, rangeKey }: { id: string; rangeKey: string }) {
  const { score } = useSearch({ from: '/sessions/$sessionId' });
  const navigate = useNavigate({ from: '/sessions/$sessionId' });
  const select = (name: string) =>
    void navigate({ search: before => ({ ...before, score: name }), replace: true });
  const scoring = useScoring({ unit: 'session', id }, score, select);
  useScoringKeys('This session', SCORING_KEYS, scoring.act);
  return (
    <aside className={classes.side} aria-label="Scores">
      <UnsavedScores {...scoring.unsaved} />
      <ScorePanel scoring={scoring} onSelect={select} />
      <Means id={id} rangeKey={rangeKey} />
    </aside>
  );
}

function Means({ id, rangeKey }: { id: string; rangeKey: string }) {
  const { scores } = useSearch({ from: '/sessions/$sessionId' });
  const navigate = useNavigate({ from: '/sessions/$sessionId' });
  const { all, names } = useSelectedScores(scores);
  const means = useQuery(meansQuery(id, names, rangeKey));
  if (!all.length) return null;
  return (
    <Panel title="Means of its calls">
      {means.error && <ErrorAlert error={means.error} />}
      <dl className={classes.means}>
        {means.data?.map(score => {
          const [of] = score.groups;
          return (
            of && (
              <div key={scoreKey(score)}>
                <dt>{score.name}</dt>
                <dd>
                  {formatScore(of)} <span className={classes.n}>n {count(of.n_units)}</span>
                </dd>
              </div>
            )
          );
        })}
      </dl>
      <Group>
        <ScorePicker
          all={all}
          names={names}
          onChange={chosen => void navigate({ search: before => ({ ...before, scores: chosen }) })}
        />
      </Group>
    </Panel>
  );
}
