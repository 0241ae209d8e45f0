/** What scores are grouped by on the pages, as keys of the API. Pure. */

import type { components } from '../api/schema';

type Group = Pick<components['schemas']['GroupShape'], 'group'>;

/** A version is shown with its evaluator, as several evaluators may have a version 2. */
export const EVALUATOR_VERSION = 'evaluator_version';

export const keysOf = (by: string): string[] =>
  by === EVALUATOR_VERSION ? ['evaluator', EVALUATOR_VERSION] : [by];

/** The value that the group has: "en", "judge 2". Null: none. */
export function valueOf({ group }: Group, by: string): string | null {
  const values = keysOf(by).flatMap(key => group[key] ?? []);
  return values.length ? values.join(' ') : null;
}
