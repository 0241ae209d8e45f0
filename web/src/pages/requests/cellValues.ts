/** What the columns of a row say, as it is. */

import type { RequestRow } from '../../api/requestList';

export type Value = string | number | boolean | null | undefined;

/** Of several raters' scores of a name the one recorded last, by which the list is sorted too. */
export function latest({ score_details: scores }: RequestRow, name: string): Value {
  let found: RequestRow['score_details'][number] | undefined;
  for (const score of scores) {
    if (score.name === name && !(found && score.recorded_at < found.recorded_at)) found = score;
  }
  return found && (found.label ?? found.value);
}

/** Names of properties are the same in any case. */
export function propertyOf({ properties }: RequestRow, name: string): Value {
  if (Object.hasOwn(properties, name)) return properties[name];
  const sought = name.toLowerCase();
  return Object.entries(properties).find(([key]) => key.toLowerCase() === sought)?.[1];
}
