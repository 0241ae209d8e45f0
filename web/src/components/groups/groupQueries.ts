/** Groups of requests: by user, by session, by a property's value, by the names of properties. What is asked, and how
 * the answers on scores come to the groups they belong to. */

import type { components } from '../../api/schema';
import { both, type Tree } from '../../lib/filter';

export type GroupBy = 'user' | 'session' | 'property' | `property.${string}`;
export type Group = components['schemas']['RequestGroupShape'];
export type ScoreOfGroup = components['schemas']['GroupShape'];
export type ScoreName = Pick<components['schemas']['ScoreNameShape'], 'name' | 'type'>;
type ScoreAnswer = components['schemas']['ScoreShape'];

export const NAMES = 'property'; // groups by the names of properties
const NONE = 'null'; // the filter's word for "has none"
const COLUMNS: Partial<Record<GroupBy, string>> = { user: 'user_id', session: 'session_id' };

const rmt = (of: Record<string, unknown>): Tree => ({ request_response_rmt: of });
const property = (name: string, test: object) => rmt({ properties: { [name]: test } });

/** The requests of a group. null: those that are in none. */
export function inGroup(by: GroupBy, value: string | null): Tree {
  const test = { equals: value ?? NONE };
  if (by === NAMES) return property(value ?? '', { 'not-equals': NONE });
  const column = COLUMNS[by];
  return column ? rmt({ [column]: test }) : property(by.slice(NAMES.length + 1), test);
}

/** Only requests that are in a group at all; for properties those without are a group worth comparing with. */
export function inAny(by: GroupBy): Tree {
  const column = COLUMNS[by];
  return column ? rmt({ [column]: { 'not-equals': NONE } }) : 'all';
}

export function anyOf(trees: readonly Tree[]): Tree {
  return trees.length
    ? trees.reduce((left, right) => ({ left, operator: 'or', right }))
    : rmt({ request_id: { equals: '' } }); // of nothing: nothing
}

export interface ScoresBody {
  scores: string[];
  filter: Tree;
  time_range: { start: string; end: string };
  group_by: string[];
  limit: number;
}

/** The questions that tell the scores of these groups. A request has several names of properties, so that each of those
 * is a question of its own. */
export function scoreQuestions(
  by: GroupBy,
  values: readonly (string | null)[],
  asked: { scores: string[]; tree: Tree; timeRange: ScoresBody['time_range'] },
): ScoresBody[] {
  const one = (filter: Tree, group_by: string[]): ScoresBody => ({
    scores: asked.scores,
    filter: both(asked.tree, filter),
    time_range: asked.timeRange,
    group_by,
    limit: 1000,
  });
  if (by === NAMES) return values.map(value => one(inGroup(by, value), []));
  return [one(anyOf(values.map(value => inGroup(by, value))), [by])];
}

export type ScoresOfGroup = Map<string, ScoreOfGroup>; // by scoreKey

/** A name may be used for several types, which are scores of their own. */
export const scoreKey = ({ name, type }: { name: string; type: string | null }) =>
  `${type} ${name}`;

/** Answers to `scoreQuestions`, by the groups' values. */
export function scoresByValue(
  by: GroupBy,
  values: readonly (string | null)[],
  answers: readonly ScoreAnswer[][],
): Map<string | null, ScoresOfGroup> {
  const found = new Map(values.map(value => [value, new Map<string, ScoreOfGroup>()]));
  answers.forEach((answer, question) => {
    for (const score of answer) {
      for (const group of score.groups.filter(each => !each.other)) {
        const value = by === NAMES ? values[question]! : (group.group[by] ?? null);
        found.get(value)?.set(scoreKey(score), group);
      }
    }
  });
  return found;
}
