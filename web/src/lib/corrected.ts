/** What judges said of a score, and that corrected by people's labels. */

import type { components } from '../api/schema';
import { meanText } from './means';
import { count } from './numbers';

export type Judged = NonNullable<components['schemas']['GroupShape']['judged']>;
type Name = Pick<components['schemas']['ScoreNameShape'], 'name' | 'labelled'>;

/** Those of the names that judges and people scored. */
export const labelledOf = (names: readonly string[], known: readonly Name[]) => [
  ...new Set(names.filter(name => known.some(each => each.labelled && each.name === name))),
];

/** The interval without its reason and caution, which the hint says. */
export const limitsOf = ({ low, high }: Judged['corrected']['interval']) => ({ low, high });

/** What "corrected" means, of this judge. */
export function correctionHint({ n_units: n, mean, corrected }: Judged, isShare: boolean): string {
  const { value } = meanText(mean, null, { isShare });
  const labels = corrected.n_labels;
  const { calibration, interval } = corrected;
  return [
    `What people would say: ${value} by the judge alone, in ${count(n)} scores, without the errors that ${count(labels)} labels by people show.`,
    calibration === 'pooled' &&
      'The labels are of all groups together, as one of them has too few.',
    interval.caution && `Caution: ${interval.caution}.`,
  ]
    .filter(Boolean)
    .join(' ');
}

export type JudgedComparison = NonNullable<components['schemas']['ComparedShape']['judged']>;

/** What "corrected" means, of the difference of two groups. */
export function differenceHint({ first, interval }: JudgedComparison): string {
  const { calibration, n_labels: labels } = first.corrected;
  return [
    'The difference of what people would say: second minus first, of the corrected means.',
    calibration === 'own'
      ? 'Each group is corrected by its own labels.'
      : interval.method === 'judge_difference'
        ? 'Too few labels to correct each group by its own: if the judge errs alike in both, its error cancels out.'
        : `Both groups are corrected by the same ${count(labels)} labels: the judge is taken to err alike in both.`,
    interval.reason && `No interval: ${interval.reason}.`,
    interval.caution && `Caution: ${interval.caution}.`,
  ]
    .filter(Boolean)
    .join(' ');
}
