/** Groups of the API as conditions of the filter. */

import type { Condition } from './filter';

const PROPERTY = 'property.';

/** The conditions for the scores that one version of an evaluator gave; null stands for none. `score`: its name. */
export function evaluatorConditions(
  evaluator: string | null,
  version: string | null,
  score: string,
): Condition[] {
  const ofName = groupCondition('evaluator', evaluator, score)!;
  if (evaluator === null) return [ofName];
  const test =
    version === null ? { op: 'none' as const, value: '' } : { op: 'is' as const, value: version };
  return [ofName, { field: 'evaluator_version', name: evaluator, ...test }];
}

/** The filter condition for a group, null standing for no value; null if no condition says that. `score`: of which
 * a group has an author or evaluator. */
export function groupCondition(by: string, value: string | null, score: string): Condition | null {
  const test = value === null ? { op: 'none' as const, value: '' } : { op: 'is' as const, value };
  if (by.startsWith(PROPERTY)) {
    return { field: 'property', name: by.slice(PROPERTY.length), ...test };
  }
  if (by === 'prompt') return { field: 'prompt_id', ...test };
  if (by === 'rater' || by === 'evaluator') return { field: by, name: score, ...test };
  const field = (
    ['model', 'user', 'session', 'path', 'prompt_fingerprint', 'upstream'] as const
  ).find(each => each === by);
  return field ? { field, ...test } : null;
}
