/** The scores that a request can have, and the kinds of their values. Pure. */

import type { ScoreRecord } from '../../../api/requests';
import type { components } from '../../../api/schema';
import { THUMBS } from './submissions';

type ScoreName = Pick<components['schemas']['ScoreNameShape'], 'name' | 'type' | 'ratings'>;
type Definition = components['schemas']['Definition'];
export type ValueKind = 'number' | 'boolean' | 'label';

export interface Score {
  name: string;
  kind: ValueKind | null; // null: not known yet
  labels: string[]; // suggestions
  description: string | null;
  limits: string; // "0 to 100", in words
  current: ScoreRecord[];
  history: ScoreRecord[]; // replaced ones, newest first
}

/** All scores in alphabetical order, which keeps their positions from request to request. Always includes `selected`. */
export function listScores(
  records: readonly ScoreRecord[],
  known: readonly ScoreName[],
  definitions: readonly Definition[],
  selected: string | undefined,
): Score[] {
  const names = new Set([
    ...records.map(({ name }) => name),
    ...known.map(({ name }) => name),
    ...definitions.map(({ name }) => name),
    ...(selected === undefined ? [] : [selected]),
  ]);
  names.delete(THUMBS);
  return [...names].sort().map(name => {
    const definition = definitions.find(each => each.name === name);
    const own = records.filter(record => record.name === name);
    return {
      name,
      kind: kindOf(name, known, definition),
      labels: definition?.labels ?? [],
      description: definition?.description ?? null,
      limits: limits(definition),
      current: own.filter(record => record.superseded_at === null),
      history: own.filter(record => record.superseded_at !== null).reverse(),
    };
  });
}

function kindOf(
  name: string,
  known: readonly ScoreName[],
  definition?: Definition,
): ValueKind | null {
  if (definition?.kind) {
    return definition.kind === 'integer' || definition.kind === 'float'
      ? 'number'
      : definition.kind;
  }
  if (definition?.labels.length) return 'label';
  const types = known.filter(each => each.name === name);
  return types.sort((one, other) => other.ratings - one.ratings)[0]?.type ?? null;
}

function limits(definition: Definition | undefined): string {
  const { minimum, maximum } = definition ?? {};
  if (typeof minimum === 'number' && typeof maximum === 'number') return `${minimum} to ${maximum}`;
  if (typeof minimum === 'number') return `from ${minimum}`;
  return typeof maximum === 'number' ? `up to ${maximum}` : '';
}

/** Parses what a person wrote as a value of that kind; null: not valid. */
export function parseValue(
  input: string,
  kind: ValueKind | null,
): number | boolean | string | null {
  const text = input.trim();
  if (text === '') return null;
  const number = Number(text);
  if (kind === 'number' || (kind === null && Number.isFinite(number))) {
    return Number.isFinite(number) ? number : null;
  }
  if (kind !== 'label' && /^(true|false)$/i.test(text)) return text.toLowerCase() === 'true';
  return kind === 'boolean' ? null : text;
}

/** The value that a key gives to a score: 7 → 7 or the seventh label; null: none. */
export function valueForKey(
  key: number | boolean,
  { kind, labels }: Pick<Score, 'kind' | 'labels'>,
): number | boolean | string | null {
  if (typeof key === 'boolean') return kind === 'boolean' || kind === null ? key : null;
  if (kind === 'label') return labels[key - 1] ?? null;
  return kind === 'boolean' ? null : key;
}
