/** The groups of a breakdown: what to group by, and in which order. */

import type { ScoreGroup } from '../../api/scores';
import type { Condition } from '../../lib/filter';
import { evaluatorConditions, groupCondition } from '../../lib/groupCondition';
import { EVALUATOR_VERSION, valueOf } from '../../lib/scoreGroups';
import type { Order } from './search';

const PROPERTY = 'property.';

export const COLUMNS = {
  model: 'Model',
  user: 'User',
  session: 'Session',
  path: 'Path',
  provider: 'Provider',
  prompt: 'Prompt',
  evaluator: 'Evaluator',
  [EVALUATOR_VERSION]: 'Evaluator version',
  rater: 'Author',
} as const;

/** Options for what to group by, including the key in the URL, which may be spelled differently there. */
export function groupingOptions(properties: readonly string[], by: string) {
  const known = [...Object.keys(COLUMNS), ...properties.map(name => PROPERTY + name)];
  return [
    ...(known.includes(by) ? [] : [by.replace(PROPERTY, '')].map(label => ({ value: by, label }))),
    {
      group: 'Columns',
      items: Object.entries(COLUMNS).map(([value, label]) => ({ value, label: String(label) })),
    },
    {
      group: 'Properties',
      items: properties.map(name => ({ value: PROPERTY + name, label: name })),
    },
  ];
}

/** Sorts groups. The group of "all others" comes last. */
export function sortGroups(groups: readonly ScoreGroup[], by: string, order: Order): ScoreGroup[] {
  const name = (group: ScoreGroup) => valueOf(group, by) ?? '';
  const rest = (group: ScoreGroup) => Number(group.other);
  return [...groups].sort(
    (a, b) =>
      rest(a) - rest(b) ||
      COMPARATORS[order](a, b) ||
      name(a).localeCompare(name(b), undefined, { numeric: true }),
  );
}

/** The conditions that narrow a page to the group; null if none can. `score`: of whose evaluators and authors. */
export function conditionsOf({ group }: ScoreGroup, by: string, score: string): Condition[] | null {
  if (by === EVALUATOR_VERSION)
    return evaluatorConditions(group.evaluator ?? null, group[by] ?? null, score);
  const condition = groupCondition(by, group[by] ?? null, score);
  return condition && [condition];
}

const mean = (group: ScoreGroup, none: number) => group.mean ?? none;
const COMPARATORS: Record<Order, (a: ScoreGroup, b: ScoreGroup) => number> = {
  name: () => 0,
  requests: (a, b) => b.n_units - a.n_units,
  highest: (a, b) => mean(b, -Infinity) - mean(a, -Infinity) || 0,
  lowest: (a, b) => mean(a, Infinity) - mean(b, Infinity) || 0,
};
