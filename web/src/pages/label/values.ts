/** Which values the scores of a queue can have, and what keys and typed text say. Pure. */

import type { Definition } from '../../api/scores';

export type Value = number | boolean | string;

export interface Asked {
  name: string;
  kind: 'number' | 'boolean' | 'label';
  isWhole: boolean;
  minimum: number | null;
  maximum: number | null;
  labels: string[];
  description: string | null;
  isDirect: boolean; // a digit is the whole value: labels, and scales that end at 9
}

const HIGHEST_DIGIT = 9;

/** A score whose definition was deleted takes any text. */
export function askedOf(names: readonly string[], definitions: readonly Definition[]): Asked[] {
  return names.map(name => {
    const found = definitions.find(each => each.name === name);
    const kind = kindOf(found);
    const minimum = found?.minimum ?? null;
    const maximum = found?.maximum ?? null;
    const isWhole = found?.kind === 'integer';
    const isShort = isWhole && minimum !== null && minimum >= 0 && (maximum ?? 10) <= HIGHEST_DIGIT;
    return {
      name,
      kind,
      isWhole,
      minimum,
      maximum,
      labels: found?.labels ?? [],
      description: found?.description ?? null,
      isDirect: kind === 'number' ? isShort : kind === 'label' && Boolean(found?.labels.length),
    };
  });
}

function kindOf(found: Definition | undefined): Asked['kind'] {
  if (found?.kind === 'boolean') return 'boolean';
  if (!found || found.kind === 'label' || found.labels.length) return 'label';
  return 'number';
}

/** The values that have a button, each with its key; none where the value is typed. */
export function choices({ kind, labels, isDirect, minimum, maximum }: Asked): [Value, string][] {
  if (kind === 'boolean')
    return [
      [true, 't'],
      [false, 'f'],
    ];
  if (kind === 'label')
    return labels.map((label, index) => [label, index < HIGHEST_DIGIT ? String(index + 1) : '']);
  if (!isDirect) return [];
  const least = minimum ?? 0;
  return Array.from({ length: maximum! - least + 1 }, (_, step) => [
    least + step,
    String(least + step),
  ]);
}

export type Typed = { value: Value } | { error: string };

/** A value that was typed, or what is wrong with it. */
export function parseTyped(text: string, asked: Asked): Typed {
  const { name, kind, labels, minimum, maximum, isWhole } = asked;
  const typed = text.trim();
  if (kind === 'boolean') {
    if (/^(true|t|yes)$/i.test(typed)) return { value: true };
    if (/^(false|f|no)$/i.test(typed)) return { value: false };
    return { error: `${name} must be true or false` };
  }
  if (kind === 'label') {
    if (!typed) return { error: `${name} must not be empty` };
    if (!labels.length || labels.includes(typed)) return { value: typed };
    return { error: `${name} must be one of ${labels.join(', ')}` };
  }
  const number = Number(typed);
  const isIn = number >= (minimum ?? -Infinity) && number <= (maximum ?? Infinity);
  if (typed === '' || !Number.isFinite(number) || !isIn || (isWhole && !Number.isInteger(number)))
    return { error: `${name} must be ${limits(asked)}, not “${typed}”` };
  return { value: number };
}

/** "a whole number from 0 to 100" */
export function limits({ minimum, maximum, isWhole }: Asked): string {
  const what = isWhole ? 'a whole number' : 'a number';
  if (minimum !== null && maximum !== null) return `${what} from ${minimum} to ${maximum}`;
  if (minimum !== null) return `${what} of at least ${minimum}`;
  return maximum !== null ? `${what} of at most ${maximum}` : what;
}

export type KeyAction =
  | { do: 'give'; value: Value }
  | { do: 'type'; text: string } // opens the field of the value with this in it
  | { do: 'refuse'; reason: string }
  | { do: 'skip' | 'undo' | 'comment' | 'correct' | 'previous' | 'following' };

const COMMANDS: Record<string, KeyAction> = {
  s: { do: 'skip' },
  u: { do: 'undo' },
  c: { do: 'comment' },
  e: { do: 'correct' },
  ArrowUp: { do: 'previous' },
  ArrowDown: { do: 'following' },
};

/** What a key means while `asked` is the score in question. */
export function keyAction(key: string, asked: Asked | undefined): KeyAction | null {
  if (asked) {
    const chosen = choices(asked).find(([, hint]) => hint !== '' && hint === key);
    if (chosen) return { do: 'give', value: chosen[0] };
    if (asked.isDirect && /^[0-9]$/.test(key))
      return { do: 'refuse', reason: `${asked.name} has no value on the key ${key}.` };
    if (!asked.isDirect && asked.kind === 'number' && /^[0-9.-]$/.test(key))
      return { do: 'type', text: key };
    if (key === 'v' && !asked.isDirect) return { do: 'type', text: '' };
  }
  return Object.hasOwn(COMMANDS, key) ? COMMANDS[key]! : null;
}
