import { Anchor } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { MAX_SCORE_NAMES, type ScoreResult, scoresQuery } from '../../api/scores';
import { LabelPlanButton } from '../../components/labelPlan/LabelPlanButton';
import { Panel } from '../../components/Panel';
import { JudgeFigures } from '../../components/scores/JudgeStats';
import { useScoreNames } from '../../hooks/useNames';
import { namesOf } from '../../lib/scoreUnit';
import type { Evaluator } from './queries';
import classes from './Evaluators.module.css';

const POLL_MS = 60_000; // scores and labels come in by themselves
const GROUPS_MOST = 1_000; // of evaluators and their versions: a limit of the API

/** The means of what the present version said, each beside that corrected by people's labels. Nothing before it scored. */
export function Corrected({ evaluator }: { evaluator: Evaluator }) {
  const unit = evaluator.definition.target === 'session' ? 'session' : 'request';
  const names = useNamesOf(evaluator);
  const results = useQuery({
    ...scoresQuery({
      scores: names,
      unit,
      group_by: ['evaluator', 'evaluator_version'],
      limit: GROUPS_MOST,
      corrected_by: {},
    }),
    refetchInterval: POLL_MS,
  }).data;
  const judged = (results ?? []).flatMap(result => judgedBy(evaluator, result));
  if (!judged.length) return null;
  return (
    <Panel title="Corrected by people’s labels">
      <p className={classes.quiet}>
        Of all {unit}s that this version scored. Where people scored the same ones, they say how far
        it errs.
      </p>
      {judged.map(({ name, type, figures }) => (
        <div key={`${name} ${type}`} className={classes.corrected}>
          <Anchor
            fw={600}
            renderRoot={props => <Link to="/scores/$name" params={{ name }} {...props} />}
          >
            {name}
          </Anchor>
          <JudgeFigures name={name} judged={figures} isShare={type === 'boolean'}>
            {unit === 'request' && <LabelPlanButton score={name} />}
          </JudgeFigures>
        </div>
      ))}
    </Panel>
  );
}

/** The names of its scores that have means. A function does not say which it gives: then all names. */
function useNamesOf({ definition: { judge, checks, code, target } }: Evaluator): string[] {
  const known = useScoreNames().data ?? [];
  const names = code
    ? namesOf(known, target === 'session' ? 'session' : 'request')
        .filter(({ type }) => type !== 'label')
        .map(({ name }) => name)
    : [
        ...(judge?.scores ?? []).filter(({ kind }) => kind !== 'label').map(({ name }) => name),
        ...(checks ?? []).map(({ score }) => score),
      ];
  return [...new Set(names)].slice(0, MAX_SCORE_NAMES);
}

function judgedBy({ name: evaluator, version }: Evaluator, { name, type, groups }: ScoreResult) {
  const found = groups.find(
    ({ group }) => group.evaluator === evaluator && group.evaluator_version === version,
  );
  return found?.judged ? [{ name, type, figures: found.judged }] : [];
}
