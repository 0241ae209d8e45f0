/** What a comparison says of each measure, and of all of them in one sentence. The second group is the one that is
 * judged. */

import { decimal } from '../../lib/numbers';
import type { ScoreUnit } from '../../lib/scoreUnit';
import { formatDifference, formatRelative } from '../../lib/differences';
import { ENOUGH, type Measure } from './measures';

const SIGNIFICANT = 0.05; // for the p-value after Holm's correction

export type VerdictKind = 'better' | 'worse' | 'higher' | 'lower' | 'unclear' | 'none' | 'few';

export interface Verdict {
  kind: VerdictKind;
  label: string; // "v2 better"
  reason: string; // more of it, for people who ask
}

export type JudgedMeasure = Verdict & { measure: Measure };

export const isClear = ({ kind }: Verdict) =>
  kind === 'better' || kind === 'worse' || kind === 'higher' || kind === 'lower';

export function verdict(measure: Measure, second: string, unit: ScoreUnit = 'request'): Verdict {
  const { difference, adjustedP: adjusted, p, n, interval, direction } = measure;
  if (difference && adjusted !== null && adjusted < SIGNIFICANT) {
    const kind = kindOf(difference > 0, direction);
    return { kind, label: `${second} ${kind}`, reason: interval.caution ?? '' };
  }
  if (p !== null && adjusted !== null && p < SIGNIFICANT) {
    const reason = `p is ${formatP(p)}, but ${formatP(adjusted)} after adjusting for all comparisons`;
    return { kind: 'unclear', label: 'unclear', reason };
  }
  if (Math.min(...n) < ENOUGH) {
    const reason = sampleSize(n, measure.score ? unit : 'request');
    return { kind: 'few', label: 'not enough data', reason };
  }
  return { kind: 'none', label: 'no difference seen', reason: interval.reason ?? '' };
}

/** "Better" and "worse" need a direction in the definition of the score. */
function kindOf(isHigher: boolean, direction: Measure['direction']): VerdictKind {
  if (!direction) return isHigher ? 'higher' : 'lower';
  return isHigher === (direction === 'higher') ? 'better' : 'worse';
}

function sampleSize([one, other]: number[], unit: ScoreUnit): string {
  if (other === undefined) return `${one} ${one === 1 ? 'pair' : 'pairs'}`;
  if (one !== other) return `${one} and ${other} ${unit}s`;
  return `${one} ${unit}${one === 1 ? '' : 's'} per group`;
}

/** "v2 is better on accuracy, +5.2 [3.7, 6.6]; worse on nothing; cannot tell on 8." */
export function headline(
  judged: readonly JudgedMeasure[],
  [first, second]: readonly [string, string],
): string {
  const rest = judged.filter(each => !isClear(each)).length;
  const cannot = rest ? [`cannot tell on ${rest}`] : [];
  if (rest === judged.length)
    return `No clear difference between ${first} and ${second}: ${cannot[0]}.`;
  const of = (kind: VerdictKind) =>
    judged.filter(each => each.kind === kind).map(({ measure }) => measure);
  const hasDirection = of('better').length + of('worse').length > 0;
  const clauses = [
    ...(hasDirection ? [`better on ${list(of('better'))}`, `worse on ${list(of('worse'))}`] : []),
    ...(['higher', 'lower'] as const).flatMap(kind =>
      of(kind).length ? [`${kind} on ${list(of(kind))}`] : [],
    ),
    ...cannot,
  ];
  return `${second} is ${clauses.join('; ')}.`;
}

/** What a person would say first. */
const shortDifference = ({ score, unit, difference, interval, relative }: Measure) =>
  (score === null && unit !== 'share' && formatRelative(relative)) ||
  formatDifference(unit, difference, interval);

const MAX_LISTED = 4;

function list(measures: Measure[]): string {
  if (!measures.length) return 'nothing';
  const texts = measures
    .slice(0, MAX_LISTED)
    .map(measure => `${measure.title}, ${shortDifference(measure)}`);
  if (measures.length > MAX_LISTED) texts.push(`${measures.length - MAX_LISTED} more`);
  return texts.length === 1 ? texts[0]! : `${texts.slice(0, -1).join(', ')} and ${texts.at(-1)}`;
}

const ORDER: VerdictKind[] = ['better', 'worse', 'higher', 'lower', 'unclear', 'none', 'few'];

/** Clear differences first, then in the order of the query. */
export const inOrder = (judged: readonly JudgedMeasure[]) =>
  judged.toSorted((one, other) => ORDER.indexOf(one.kind) - ORDER.indexOf(other.kind));

export function formatP(p: number | null): string {
  if (p === null) return '–';
  return p < 0.001 ? '< 0.001' : decimal(Number(p.toPrecision(2)));
}

/** The API's names of statistical tests → their usual names. */
const TESTS: Record<string, string> = {
  welch_t: 'Welch’s t',
  chi_squared: 'χ²',
  fisher_exact: 'Fisher’s exact',
  paired_t: 'paired t',
  mcnemar_exact: 'McNemar’s exact',
  permutation: 'permutation',
  rao_scott_chi_squared: 'χ² of effective counts',
  rao_scott_fisher: 'Fisher’s exact of effective counts',
  cluster_robust: 't with clusters',
  weighted_linearised: 't with weights',
  weighted_cluster_robust: 't with weights, clusters',
};

export const testName = (test: string | null) => (test === null ? '–' : (TESTS[test] ?? test));
