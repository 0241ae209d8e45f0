/** A new experiment with the groups, filter and scores of a comparison. Pure. */

import { type Condition, describeCondition } from '../../lib/filter';
import type { ScoreUnit } from '../../lib/scoreUnit';
import { EMPTY, type ExperimentFields, NEW_SCORE } from './fields';

const MAX_SCORES = 10; // limits of the API
const MAX_NAME = 200;

/** What a comparison begins with; its first group is the control. Groups are values of one property, or else filters. */
export function fieldsOf({
  a,
  b,
  scores,
  f = [],
  unit = 'request',
}: {
  a?: Condition[];
  b?: Condition[];
  scores?: string[];
  f?: Condition[];
  unit?: ScoreUnit;
}): ExperimentFields {
  const begun = {
    ...EMPTY,
    conditions: f,
    unit,
    scores: scores?.slice(0, MAX_SCORES).map(name => ({ ...NEW_SCORE, name })) ?? EMPTY.scores,
  };
  if (!a?.length || !b?.length) return begun;
  const values = valuesOf(a, b);
  if (values && a[0]!.field === 'property') return { ...begun, property: a[0]!.name!, values };
  const groups = [a, b].map((conditions, at) => ({
    name: (values?.[at] ?? conditions.map(describeCondition).join(', ')).slice(0, MAX_NAME),
    conditions,
  }));
  return { ...begun, arms: 'filters', groups };
}

/** Of groups that are two values of the same column or property; otherwise null. */
function valuesOf(a: Condition[], b: Condition[]): string[] | null {
  const [one, other] = [a[0]!, b[0]!];
  const keyOf = ({ field, name }: Condition) => `${field} ${name?.toLowerCase()}`;
  const areValues = a.length === 1 && b.length === 1 && one.op === 'is' && other.op === 'is';
  return areValues && keyOf(one) === keyOf(other) ? [one.value, other.value] : null;
}
