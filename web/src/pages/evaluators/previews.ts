/** A draft's scores beside those of people. Pure. */

import { count, decimal } from '../../lib/numbers';
import type { components } from '../../api/schema';

type PreviewRow = components['schemas']['PreviewRow'];

type Value = number | boolean | string;

type HumanScore = NonNullable<PreviewRow['human_scores']>[number];

/** What a call or session is about. */
export interface Subject {
  text: string | null; // what was asked
  more: string | null; // of a call, the answer; of a session, the number of its calls
}

export interface ComparedRow {
  row: PreviewRow;
  said: HumanScore[]; // by people, of the names that the draft scored
  isDifferent: boolean; // from one of them
}

const valueOf = ({ label, value }: HumanScore): Value | null => label ?? value;

/** Where the draft differs from people first, then what failed, then what agrees, then what nobody labelled. */
export function compareRows(rows: readonly PreviewRow[]): ComparedRow[] {
  const compared = rows.map(row => {
    const given = new Map(row.scores.map(({ name, value }) => [name, value]));
    const said = row.human_scores ?? [];
    const isDifferent = said.some(each => given.get(each.name) !== valueOf(each));
    return { row, said, isDifferent };
  });
  return compared.sort((left, right) => rank(left) - rank(right));
}

function rank({ row, said, isDifferent }: ComparedRow): number {
  if (isDifferent) return 0;
  if (row.outcome === 'failed') return 1;
  return said.length ? 2 : 3;
}

/** The agreement on each score in a sentence, such as "tone: the same in 8 of 10 (80 % [49, 94])". */
export function describeAgreement(rows: readonly ComparedRow[]): string[] {
  const names = [...new Set(rows.flatMap(({ said }) => said.map(({ name }) => name)))];
  return names.map(name => {
    const pairs = rows.flatMap(({ row, said }) =>
      said
        .filter(each => each.name === name)
        .map(
          each => [row.scores.find(score => score.name === name)!.value, valueOf(each)] as const,
        ),
    );
    const same = pairs.filter(([draft, person]) => draft === person).length;
    const [low, high] = wilson(same, pairs.length);
    const share = `${Math.round((100 * same) / pairs.length)} % [${low}, ${high}]`;
    return `${name}: the same in ${count(same)} of ${count(pairs.length)} (${share})${describeBias(pairs)}`;
  });
}

function describeBias(pairs: (readonly [Value, Value | null])[]): string {
  const differences = pairs.flatMap(([draft, person]) =>
    typeof draft === 'number' && typeof person === 'number' ? [draft - person] : [],
  );
  if (differences.length < pairs.length) return '';
  const mean = differences.reduce((sum, each) => sum + each, 0) / differences.length;
  if (mean === 0) return '';
  return `, on average ${decimal(Number(Math.abs(mean).toPrecision(2)))} ${mean > 0 ? 'higher' : 'lower'}`;
}

const Z = 1.959964; // of 95 %

/** The 95 % interval of a share by Wilson's method, in whole percent (docs/statistics.md). */
function wilson(successes: number, total: number): [number, number] {
  const share = successes / total;
  const centre = share + Z ** 2 / (2 * total);
  const half = Z * Math.sqrt((share * (1 - share)) / total + Z ** 2 / (4 * total ** 2));
  const bounds = [centre - half, centre + half].map(bound => bound / (1 + Z ** 2 / total));
  return bounds.map(bound => Math.round(100 * bound)) as [number, number];
}
