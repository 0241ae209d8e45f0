import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { type ScoreGroup, type ScoreScope, scoresQuery } from '../../api/scores';
import { useScoreNames } from '../../hooks/useNames';
import { labelledOf } from '../../lib/corrected';
import { meanText } from '../../lib/means';
import { count } from '../../lib/numbers';
import { LabelPlanButton } from '../labelPlan/LabelPlanButton';
import { Stat } from '../Stat';
import classes from './JudgeStats.module.css';

type Judged = NonNullable<ScoreGroup['judged']>;

/** The mean of what evaluators said, beside that corrected by people's labels. Nothing where there are no labels. */
export function JudgeStats({ name, scope }: { name: string; scope: ScoreScope }) {
  const { unit, filter, timeRange } = scope;
  const scores = labelledOf([name], useScoreNames().data ?? []);
  const results = useQuery(
    scoresQuery({ scores, unit, filter, time_range: timeRange, corrected_by: {} }),
  ).data;
  return results?.map(({ type, groups: [group] }) =>
    group?.judged?.corrected.n_labels ? (
      <JudgeFigures key={type} name={name} judged={group.judged} isShare={type === 'boolean'}>
        {unit === 'request' && <LabelPlanButton score={name} />}
      </JudgeFigures>
    ) : null,
  );
}

/** Both means, or why there is no corrected one. `children` stand below the words. */
export function JudgeFigures({
  name,
  judged,
  isShare,
  children,
}: {
  name: string;
  judged: Judged;
  isShare: boolean;
  children?: ReactNode;
}) {
  const { corrected } = judged;
  const raw = meanText(judged.mean, judged.interval, { isShare });
  const mean = meanText(corrected.mean, corrected.interval, { isShare });
  const doubt = corrected.interval.reason ?? corrected.interval.caution;
  return (
    <section aria-label={`${name}, corrected by labels`} className={classes.judged}>
      <Stat label="By the judge alone" hint={`${count(judged.n_units)} judged`}>
        {raw.value} {raw.interval && <small>{raw.interval}</small>}
      </Stat>
      <Stat label="Corrected by labels" hint={`${count(corrected.n_labels)} labels`}>
        {mean.value} {mean.interval && <small>{mean.interval}</small>}
      </Stat>
      <div className={classes.words}>
        <p>
          {doubt ? `${doubt[0]!.toUpperCase()}${doubt.slice(1)}. ` : ''}
          {errors(corrected)}
          {halving(judged)}
        </p>
        {children}
      </div>
    </section>
  );
}

/** How many labels it takes, also where there are not so many requests yet. */
function halving({ n_units: judged, corrected }: Judged) {
  const { labels_to_halve: more, n_labels: labels } = corrected;
  if (!more) return '';
  const beyond = more > judged - labels ? ', more than the judge has scored so far' : '';
  return ` ${count(more)} more labels would halve the interval${beyond}.`;
}

function errors({ sensitivity, specificity, tuning }: Judged['corrected']) {
  const percent = (share: number) => meanText(share, null, { isShare: true }).value;
  if (typeof sensitivity === 'number' && typeof specificity === 'number')
    return `The judge says true for ${percent(sensitivity)} of what people call true, and false for ${percent(specificity)} of what they call false.`;
  return typeof tuning === 'number'
    ? `The judge's values count by ${percent(tuning)}; the rest is from the labels.`
    : '';
}
