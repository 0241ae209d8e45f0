/** Groups of requests: by user, by session, by the value of a property, or by the names of properties. Their filters, the
 * queries for their scores, and how the results are assigned to groups. */

import type { components } from '../../api/schema';
import { and, type FilterTree } from '../../lib/filter';

export type GroupBy = 'user' | 'session' | 'property' | `property.${string}`;
export type Group = components['schemas']['RequestGroupShape'];
export type GroupScore = components['schemas']['GroupShape'];
export type ScoreName = Pick<components['schemas']['ScoreNameShape'], 'name' | 'type' | 'labelled'>;
type ScoreResult = components['schemas']['ScoreShape'];

export const PROPERTY = 'property'; // groups by the names of properties; `property.<Name>` groups by values
const NONE = 'null'; // in a filter: has no value
const COLUMNS: Partial<Record<GroupBy, string>> = { user: 'user_id', session: 'session_id' };

const rmt = (of: Record<string, unknown>): FilterTree => ({ request_response_rmt: of });
const property = (name: string, test: object) => rmt({ properties: { [name]: test } });

/** The requests of a group; null stands for requests without a value. */
export function groupFilter(by: GroupBy, value: string | null): FilterTree {
  const test = { equals: value ?? NONE };
  if (by === PROPERTY) return property(value ?? '', { 'not-equals': NONE });
  const column = COLUMNS[by];
  return column ? rmt({ [column]: test }) : property(by.slice(PROPERTY.length + 1), test);
}

/** Only requests that belong to any group. With properties, requests without a value are a group of their own, because they
 * are worth comparing with. */
export function anyGroupFilter(by: GroupBy): FilterTree {
  const column = COLUMNS[by];
  return column ? rmt({ [column]: { 'not-equals': NONE } }) : 'all';
}

export function anyOf(trees: readonly FilterTree[]): FilterTree {
  return trees.length
    ? trees.reduce((left, right) => ({ left, operator: 'or', right }))
    : rmt({ request_id: { equals: '' } }); // no group: no request
}

export interface ScoresQuery {
  scores: string[];
  filter: FilterTree;
  time_range: { start: string; end: string };
  group_by: string[];
  limit: number;
  corrected_by?: object; // also the corrected means of judges
}

/** The queries for the scores of these groups: one for all of them, or one for each name of a property, because a request
 * has several names. `labelled`: those of the scores that judges and people gave, which have a query of their own. */
export function groupScoreQueries(
  by: GroupBy,
  values: readonly (string | null)[],
  base: {
    scores: string[];
    labelled: string[];
    filter: FilterTree;
    timeRange: ScoresQuery['time_range'];
  },
): ScoresQuery[] {
  const one = (filter: FilterTree, group_by: string[]): ScoresQuery => ({
    scores: base.scores,
    filter: and(base.filter, filter),
    time_range: base.timeRange,
    group_by,
    limit: 1000,
  });
  if (by === PROPERTY) return values.map(value => one(groupFilter(by, value), []));
  const ofAll = one(anyOf(values.map(value => groupFilter(by, value))), [by]);
  const plain = base.scores.filter(name => !base.labelled.includes(name));
  return [
    { ...ofAll, scores: plain },
    { ...ofAll, scores: base.labelled, corrected_by: {} },
  ].filter(({ scores }) => scores.length);
}

export type GroupScores = Map<string, GroupScore>; // by scoreKey

/** Scores of one name but different types are different scores. */
export const scoreKey = ({ name, type }: { name: string; type: string | null }) =>
  `${type} ${name}`;

/** The results of `groupScoreQueries` by the values of the groups. */
export function scoresByValue(
  by: GroupBy,
  values: readonly (string | null)[],
  results: readonly ScoreResult[][],
): Map<string | null, GroupScores> {
  const scores = new Map(values.map(value => [value, new Map<string, GroupScore>()]));
  results.forEach((result, query) => {
    for (const score of result) {
      for (const group of score.groups.filter(each => !each.other)) {
        const value = by === PROPERTY ? values[query]! : (group.group[by] ?? null);
        scores.get(value)?.set(scoreKey(score), group);
      }
    }
  });
  return scores;
}
