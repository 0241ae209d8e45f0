/** Groups of requests: by user, by session, by a property's value, by the names of properties. What is asked, and how
 * the answers on scores come to the groups they belong to. */

import type { components } from '../../api/schema';
import { and, type FilterTree } from '../../lib/filter';

export type GroupBy = 'user' | 'session' | 'property' | `property.${string}`;
export type Group = components['schemas']['RequestGroupShape'];
export type GroupScore = components['schemas']['GroupShape'];
export type ScoreName = Pick<components['schemas']['ScoreNameShape'], 'name' | 'type'>;
type ScoreAnswer = components['schemas']['ScoreShape'];

export const PROPERTY = 'property'; // groups by the names of properties
const NONE = 'null'; // the filter's word for "has none"
const COLUMNS: Partial<Record<GroupBy, string>> = { user: 'user_id', session: 'session_id' };

const rmt = (of: Record<string, unknown>): FilterTree => ({ request_response_rmt: of });
const property = (name: string, test: object) => rmt({ properties: { [name]: test } });

/** The requests of a group. null: those that are in none. */
export function groupFilter(by: GroupBy, value: string | null): FilterTree {
  const test = { equals: value ?? NONE };
  if (by === PROPERTY) return property(value ?? '', { 'not-equals': NONE });
  const column = COLUMNS[by];
  return column ? rmt({ [column]: test }) : property(by.slice(PROPERTY.length + 1), test);
}

/** Only requests that are in a group at all; for properties those without are a group worth comparing with. */
export function anyGroupFilter(by: GroupBy): FilterTree {
  const column = COLUMNS[by];
  return column ? rmt({ [column]: { 'not-equals': NONE } }) : 'all';
}

export function anyOf(trees: readonly FilterTree[]): FilterTree {
  return trees.length
    ? trees.reduce((left, right) => ({ left, operator: 'or', right }))
    : rmt({ request_id: { equals: '' } }); // of nothing: nothing
}

export interface ScoresQuery {
  scores: string[];
  filter: FilterTree;
  time_range: { start: string; end: string };
  group_by: string[];
  limit: number;
}

/** The questions that tell the scores of these groups. A request has several names of properties, so that each of those
 * is a question of its own. */
export function groupScoreQueries(
  by: GroupBy,
  values: readonly (string | null)[],
  asked: { scores: string[]; filter: FilterTree; timeRange: ScoresQuery['time_range'] },
): ScoresQuery[] {
  const one = (filter: FilterTree, group_by: string[]): ScoresQuery => ({
    scores: asked.scores,
    filter: and(asked.filter, filter),
    time_range: asked.timeRange,
    group_by,
    limit: 1000,
  });
  if (by === PROPERTY) return values.map(value => one(groupFilter(by, value), []));
  return [one(anyOf(values.map(value => groupFilter(by, value))), [by])];
}

export type GroupScores = Map<string, GroupScore>; // by scoreKey

/** A name may be used for several types, which are scores of their own. */
export const scoreKey = ({ name, type }: { name: string; type: string | null }) =>
  `${type} ${name}`;

/** Answers to `scoreQuestions`, by the groups' values. */
export function scoresByValue(
  by: GroupBy,
  values: readonly (string | null)[],
  answers: readonly ScoreAnswer[][],
): Map<string | null, GroupScores> {
  const found = new Map(values.map(value => [value, new Map<string, GroupScore>()]));
  answers.forEach((answer, question) => {
    for (const score of answer) {
      for (const group of score.groups.filter(each => !each.other)) {
        const value = by === PROPERTY ? values[question]! : (group.group[by] ?? null);
        found.get(value)?.set(scoreKey(score), group);
      }
    }
  });
  return found;
}
