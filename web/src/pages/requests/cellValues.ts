/** What the columns of a row say, as it is. */

import type { RequestRow } from '../../api/requestList';

export type CellValue = string | number | boolean | null | undefined;

/** Of several raters' scores of a name the one recorded last, by which the list is sorted too. */
export function latestScore({ score_details: scores }: RequestRow, name: string): CellValue {
  let found: RequestRow['score_details'][number] | undefined;
  for (const score of scores) {
    if (score.name === name && !(found && score.recorded_at < found.recorded_at)) found = score;
  }
  return found && (found.label ?? found.value);
}

/** Names of properties are the same in any case. */
export function propertyValue({ properties }: RequestRow, name: string): CellValue {
  if (Object.hasOwn(properties, name)) return properties[name];
  const sought = name.toLowerCase();
  return Object.entries(properties).find(([key]) => key.toLowerCase() === sought)?.[1];
}
