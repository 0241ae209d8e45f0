/** A draft's scores beside those of people. Pure. */

import type { PreviewRow } from './queries';

export interface HumanScore {
  name: string;
  author: string;
  value: number | boolean | null;
  label: string | null;
}

/** Of the scores that both gave, how many are equal. */
export function compareWithPeople(
  rows: readonly PreviewRow[],
  people: ReadonlyMap<string, readonly HumanScore[]>,
): { compared: number; same: number } {
  let compared = 0;
  let same = 0;
  for (const { subject, scores } of rows) {
    for (const { name, value } of scores) {
      for (const each of people.get(subject) ?? []) {
        if (each.name !== name) continue;
        compared += 1;
        if ((each.label ?? each.value) === value) same += 1;
      }
    }
  }
  return { compared, same };
}
