import { useQuery } from '@tanstack/react-query';
import { type ScoreGroup, type ScoreScope, scoresQuery } from '../../api/scores';
import { meanText } from '../../lib/means';
import { count } from '../../lib/numbers';
import { Stat } from '../Stat';
import classes from './JudgeStats.module.css';

type Judged = NonNullable<ScoreGroup['judged']>;

/** The mean of what evaluators said, beside that corrected by people's labels. Nothing where there are no labels. */
export function JudgeStats({ name, scope }: { name: string; scope: ScoreScope }) {
  const { unit, filter, timeRange } = scope;
  const results = useQuery(
    scoresQuery({ scores: [name], unit, filter, time_range: timeRange, corrected_by: {} }),
  ).data;
  return results?.map(({ type, groups: [group] }) =>
    group?.judged?.corrected.n_labels ? (
      <Figures key={type} name={name} judged={group.judged} isShare={type === 'boolean'} />
    ) : null,
  );
}

function Figures({ name, judged, isShare }: { name: string; judged: Judged; isShare: boolean }) {
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
      <p className={classes.words}>
        {doubt ? `${doubt}. ` : ''}
        {errors(corrected)}
        {corrected.labels_to_halve
          ? ` ${count(corrected.labels_to_halve)} more labels would halve the interval.`
          : ''}
      </p>
    </section>
  );
}

function errors({ sensitivity, specificity, tuning }: Judged['corrected']) {
  const percent = (share: number) => meanText(share, null, { isShare: true }).value;
  if (typeof sensitivity === 'number' && typeof specificity === 'number')
    return `The judge says true for ${percent(sensitivity)} of what people call true, and false for ${percent(specificity)} of what they call false.`;
  return typeof tuning === 'number'
    ? `The judge's values count by ${percent(tuning)}; the rest is from the labels.`
    : '';
}
