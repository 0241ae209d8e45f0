/** The results of a comparison in plain words. */

import type { components } from '../../api/schema';
import { decimal } from '../../lib/numbers';
import type { ScoreUnit } from '../../lib/scoreUnit';

type Schemas = components['schemas'];
export type ComparedScore = Schemas['ComparedShape'];
type Direction = Schemas['Definition']['direction'];

const SIGNIFICANT = 0.05; // for the p-value after Holm's correction
const ENOUGH = 30; // requests or sessions per group, or pairs; with fewer, "no difference" means nothing

export interface Verdict {
  kind: 'difference' | 'unclear' | 'none' | 'few';
  label: string;
  clause: string;
}

/** The numbers that the verdict is based on: those of the pairs if there are any. */
export function decidingResult(row: ComparedScore) {
  const { paired } = row;
  return paired?.pairs
    ? { ...paired, isPaired: true, n: [paired.pairs] }
    : { ...row, isPaired: false, n: [row.first.n_units, row.second.n_units] };
}

export const titleOf = ({ name, label }: Pick<ComparedScore, 'name' | 'label'>) =>
  label === null ? name : `${name}: ${label}`;

export function verdict(
  row: ComparedScore,
  [first, second]: readonly [string, string],
  direction: Direction,
  unit: ScoreUnit = 'request',
): Verdict {
  const title = titleOf(row);
  const { difference, interval, p_value: p, p_value_holm: adjusted, n } = decidingResult(row);
  if (difference !== null && adjusted !== null && adjusted < SIGNIFICANT && difference !== 0) {
    const { better, word } = winner(difference > 0, row.label === null ? direction : null);
    const name = better === 'second' ? second : first;
    const amount = formatSize(row.type, difference, interval);
    const caution = interval.caution ? ` (caution: ${interval.caution})` : '';
    return {
      kind: 'difference',
      label: `${name} is ${word}`,
      clause: `${name} is ${word} on ${title} by ${amount}${caution}`,
    };
  }
  if (p !== null && adjusted !== null && p < SIGNIFICANT) {
    const reason = `p is ${formatP(p)}, but ${formatP(adjusted)} after adjusting for all comparisons`;
    return { kind: 'unclear', label: 'unclear', clause: `unclear on ${title}: ${reason}` };
  }
  if (Math.min(...n) < ENOUGH) {
    return {
      kind: 'few',
      label: 'not enough data',
      clause: `not enough data on ${title}: ${sampleSize(n, unit)}`,
    };
  }
  const reason = interval.reason ? `: ${interval.reason}` : '';
  return {
    kind: 'none',
    label: 'no difference seen',
    clause: `no difference seen on ${title}${reason}`,
  };
}

/** Which group stands out. It is "better" if the definition of the score has a direction, otherwise "higher". */
function winner(secondIsHigher: boolean, direction: Direction) {
  if (!direction) return { better: secondIsHigher ? 'second' : 'first', word: 'higher' } as const;
  const secondIsBetter = secondIsHigher === (direction === 'higher');
  return { better: secondIsBetter ? 'second' : 'first', word: 'better' } as const;
}

function sampleSize([one, other]: number[], unit: ScoreUnit): string {
  if (other === undefined) return `${one} ${one === 1 ? 'pair' : 'pairs'}`;
  return one === other ? `${one} per group` : `${one} and ${other} ${unit}s`;
}

interface Ends {
  low: number | null;
  high: number | null;
}

/** The absolute size of a difference: "3.1 [1.2, 5]", for shares "3.1 [1.2, 5] points". */
function formatSize(type: ComparedScore['type'], difference: number, { low, high }: Ends): string {
  const ends =
    difference < 0
      ? { low: high === null ? null : -high, high: low === null ? null : -low }
      : { low, high };
  return formatDifference(type, Math.abs(difference), ends);
}

/** A signed difference; differences of shares are in percentage points. */
export function formatDifference(
  type: ComparedScore['type'],
  difference: number | null,
  { low, high }: Ends,
): string {
  const format = (value: number | null) =>
    decimal(
      value === null ? null : Number((type === 'number' ? value : 100 * value).toPrecision(3)),
    );
  const interval = low === null || high === null ? '' : ` [${format(low)}, ${format(high)}]`;
  const unit = type === 'number' || difference === null ? '' : ' points';
  return `${format(difference)}${interval}${unit}`;
}

const ORDER: Verdict['kind'][] = ['difference', 'unclear', 'none', 'few'];

/** All verdicts in one sentence, differences first. Scores with the same verdict are listed together. */
export function summarize(judged: readonly (Verdict & { row: ComparedScore })[]): string {
  const alike = judged.filter(
    ({ kind, row }) => kind === 'none' && !decidingResult(row).interval.reason,
  );
  const titles = alike.map(({ row }) => titleOf(row));
  const list = [titles.slice(0, -1).join(', '), titles.at(-1)].filter(Boolean).join(' and ');
  const clauses = judged
    .filter(each => !alike.includes(each))
    .map(({ kind, clause }) => ({ kind, clause }));
  if (list) clauses.push({ kind: 'none', clause: `no difference seen on ${list}` });
  return clauses
    .sort((one, other) => ORDER.indexOf(one.kind) - ORDER.indexOf(other.kind))
    .map(({ clause }) => clause)
    .join('; ');
}

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
