/** Which new values are marked in the charts. */

import type { components } from '../../api/schema';
import type { Mark } from '../../components/charts/timeSeries';

type First = components['schemas']['FirstShape'];

const MOST = 3;
const LEAST_SHARE = 0.05; // of the requests: what fewer have explains no change
const MAX_CHARACTERS = 22;
const APART = 0.06; // of the range: marks that are nearer to each other, or to its start, are one, or none

/** The new values that most of the `requests` have. `since`: when the charts begin to have data. Values that came together
 * are one mark, and values that came with the first data are no news. */
export function marksOf(
  firsts: readonly First[],
  requests: number,
  since: number,
  until: number,
): Mark[] {
  const apart = (until - since) * APART;
  const marks: Mark[] = [];
  for (const { key, value, first_at, requests: having } of firsts) {
    if (having < requests * LEAST_SHARE) break; // those after it have even fewer
    const at = Date.parse(first_at);
    if (at - since < apart || marks.some(mark => Math.abs(mark.at - at) < apart)) continue;
    marks.push({ at, label: labelOf(key, value) });
    if (marks.length === MOST) break;
  }
  return marks.sort((a, b) => a.at - b.at);
}

/** "PromptVersion v2", "prompt answer-v2", or the name of a model. */
function labelOf(key: string, value: string): string {
  const label = key === 'model' ? value : `${key.replace(/^property\./, '')} ${value}`;
  return label.length > MAX_CHARACTERS ? `${label.slice(0, MAX_CHARACTERS - 1)}…` : label;
}
