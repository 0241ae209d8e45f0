/** The raw values of a row's columns. */

import type { RequestRow } from '../../api/requestList';

export type CellValue = string | number | boolean | null | undefined;

/** The score of a name; with several authors, the one recorded last, which the list is sorted by too. */
export function latestScore({ score_details: scores }: RequestRow, name: string): CellValue {
  let latest: RequestRow['score_details'][number] | undefined;
  for (const score of scores) {
    if (score.name === name && !(latest && score.recorded_at < latest.recorded_at)) latest = score;
  }
  return latest && (latest.label ?? latest.value);
}

/** The value of a property. Names are case-insensitive. */
export function propertyValue({ properties }: RequestRow, name: string): CellValue {
  if (Object.hasOwn(properties, name)) return properties[name];
  const wanted = name.toLowerCase();
  return Object.entries(properties).find(([key]) => key.toLowerCase() === wanted)?.[1];
}
