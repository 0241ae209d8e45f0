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
    calibration === 'pooled' && 'The labels are of all groups, as this one has too few.',
    interval.caution && `Caution: ${interval.caution}.`,
  ]
    .filter(Boolean)
    .join(' ');
}
