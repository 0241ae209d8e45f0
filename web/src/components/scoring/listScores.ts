/** The scores that a request or session has and can have. Pure. */

import type { ScoreRecord } from '../../api/requests';
import type { Definition } from '../../api/scores';
import type { components } from '../../api/schema';
import { THUMBS } from './submissions';
import { type Scale, scaleOf, type ValueKind } from './values';

type ScoreName = Pick<components['schemas']['ScoreNameShape'], 'name' | 'type' | 'ratings'>;

export interface Score {
  name: string;
  scale: Scale;
  definition: Definition | undefined;
  current: ScoreRecord[];
  history: ScoreRecord[]; // replaced ones, newest first
}

export interface Scores {
  given: Score[];
  offered: Score[]; // not given, but defined or selected
  others: string[]; // the names of all others
}

/** Each in alphabetical order, which keeps their positions from request to request. */
export function listScores(
  records: readonly ScoreRecord[],
  known: readonly ScoreName[],
  definitions: readonly Definition[],
  selected: string | undefined,
): Scores {
  const names = new Set([...records, ...known, ...definitions].map(({ name }) => name));
  if (selected !== undefined) names.add(selected);
  names.delete(THUMBS);
  const all = [...names].sort().map(name => {
    const definition = definitions.find(each => each.name === name);
    const own = records.filter(record => record.name === name);
    return {
      name,
      scale: scaleOf(definition, usualKind(name, known)),
      definition,
      current: own.filter(record => record.superseded_at === null),
      history: own.filter(record => record.superseded_at !== null).reverse(),
    };
  });
  const given = all.filter(({ current }) => current.length > 0);
  const isOffered = (score: Score) => score.definition !== undefined || score.name === selected;
  const rest = all.filter(({ current }) => current.length === 0);
  return {
    given,
    offered: rest.filter(isOffered),
    others: rest.filter(score => !isOffered(score)).map(({ name }) => name),
  };
}

/** The most frequent type of the name; null: it is new. */
function usualKind(name: string, known: readonly ScoreName[]): ValueKind | null {
  const types = known.filter(each => each.name === name);
  return types.sort((one, other) => other.ratings - one.ratings)[0]?.type ?? null;
}
