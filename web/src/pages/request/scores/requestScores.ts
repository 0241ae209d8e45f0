/** The scores that a request can have, and of which kind their values are. Pure. */

import type { ScoreRecord } from '../../../api/requests';
import type { components } from '../../../api/schema';
import { THUMBS } from './submissions';

type ScoreName = components['schemas']['ScoreNameShape'];
type Definition = components['schemas']['Definition'];
export type ValueKind = 'number' | 'boolean' | 'label';

export interface Score {
  name: string;
  kind: ValueKind | null; // null: nobody has said yet
  labels: string[]; // those that may be chosen from
  description: string | null;
  limits: string; // "0 to 100", in words
  current: ScoreRecord[];
  history: ScoreRecord[]; // what was replaced, newest first
}

/** In the order of the alphabet, so that nothing moves from request to request. `chosen` is there in any case. */
export function listScores(
  records: readonly ScoreRecord[],
  known: readonly ScoreName[],
  definitions: readonly Definition[],
  chosen: string | undefined,
): Score[] {
  const names = new Set([
    ...records.map(({ name }) => name),
    ...known.map(({ name }) => name),
    ...definitions.map(({ name }) => name),
    ...(chosen === undefined ? [] : [chosen]),
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
  if (typeof minimum === 'number') return `from ${minimum} on`;
  return typeof maximum === 'number' ? `up to ${maximum}` : '';
}

/** What a person wrote, as a value of that kind; null: it is none. */
export function parseValue(
  written: string,
  kind: ValueKind | null,
): number | boolean | string | null {
  const text = written.trim();
  if (text === '') return null;
  const number = Number(text);
  if (kind === 'number' || (kind === null && Number.isFinite(number))) {
    return Number.isFinite(number) ? number : null;
  }
  if (kind !== 'label' && /^(true|false)$/i.test(text)) return text.toLowerCase() === 'true';
  return kind === 'boolean' ? null : text;
}

/** What a key stands for in that score: 7 → 7, or the seventh label; null: nothing. */
export function valueForKey(
  key: number | boolean,
  { kind, labels }: Pick<Score, 'kind' | 'labels'>,
): number | boolean | string | null {
  if (typeof key === 'boolean') return kind === 'boolean' || kind === null ? key : null;
  if (kind === 'label') return labels[key - 1] ?? null;
  return kind === 'boolean' ? null : key;
}
