/** What a person writes or presses → the value of a score, within the bounds of its definition. Pure. */

import type { Definition } from '../../api/scores';

export type ValueKind = 'number' | 'boolean' | 'label';
export type Value = number | boolean | string;

/** What is known of the values that a score can have. */
export interface Scale {
  kind: ValueKind | null; // null: not known yet
  isInteger: boolean;
  labels: string[]; // those that are offered
  isClosed: boolean; // no other label is allowed
  minimum: number | null;
  maximum: number | null;
}

export const WRITE = Symbol('write');

const MAX_STEPS = 10; // of a scale that single keys can give
const MAX_KEYS = 9; // for labels

/** "0 to 100", "from 1", "up to 5", or nothing. */
export function rangeText({ minimum, maximum }: Scale): string {
  if (minimum !== null && maximum !== null) return `${minimum} to ${maximum}`;
  if (minimum !== null) return `from ${minimum}`;
  return maximum !== null ? `up to ${maximum}` : '';
}

/** The values of a short scale of whole numbers, which single keys and buttons can give; null: it is no such scale. A key
 * that could begin a longer number would store what nobody meant. */
export function steps({ kind, isInteger, minimum, maximum }: Scale): number[] | null {
  if (kind !== 'number' || !isInteger || minimum === null || maximum === null) return null;
  const first = Math.ceil(minimum);
  const count = Math.floor(maximum) - first + 1;
  if (first < 0 || maximum > MAX_STEPS || count < 1 || count > MAX_STEPS) return null;
  return Array.from({ length: count }, (_, index) => first + index);
}

/** The value that a key gives to a score: true or false, the step, or the label of that number; 0 stands for 10. WRITE: the
 * digit begins a number, which has to be written. Null: the score has no such value. */
export function valueForKey(key: number | boolean, scale: Scale): Value | typeof WRITE | null {
  if (typeof key === 'boolean') return scale.kind === 'boolean' || scale.kind === null ? key : null;
  if (scale.kind === 'boolean') return key === 1 ? true : key === 0 ? false : null;
  if (scale.kind === 'label') return scale.labels[key - 1] ?? null;
  const known = steps(scale);
  if (!known) return WRITE;
  if (known.includes(key)) return key;
  return key === 0 && known.includes(10) ? 10 : null;
}

/** The key of a choice: the number of a label, the digit of a step. */
export function keyOf(value: Value, scale: Scale): string {
  if (typeof value === 'boolean') return value ? 't' : 'f';
  if (typeof value === 'number') return value === 10 ? '0' : String(value);
  const index = scale.labels.indexOf(value);
  return index >= 0 && index < MAX_KEYS ? String(index + 1) : '';
}

/** The few values that a score can have; null: they have to be written. */
export function choices(scale: Scale): Value[] | null {
  if (scale.kind === 'boolean') return [true, false];
  if (scale.kind === 'label') return scale.labels.length ? scale.labels : null;
  return steps(scale) ?? wholeSteps(scale);
}

/** The whole numbers of a short scale of decimals, such as 1 to 5: most people mean one of them. Others are written. */
function wholeSteps(scale: Scale): number[] | null {
  const { minimum, maximum } = scale;
  if (minimum === null || maximum === null || maximum - minimum < 2) return null;
  return steps({ ...scale, isInteger: true });
}

/** Parses what a person wrote. A person's scores keep to the range always: only programs may give others. */
export function parseValue(input: string, scale: Scale): { value: Value } | { problem: string } {
  const text = input.trim();
  const wanted = { problem: `must be ${expected(scale)}` };
  if (text === '') return wanted;
  const number = Number(text);
  if (scale.kind === 'number' || (scale.kind === null && Number.isFinite(number))) {
    return Number.isFinite(number) && isWithin(number, scale) ? { value: number } : wanted;
  }
  const isBoolean = /^(true|false)$/i.test(text);
  if (scale.kind !== 'label' && isBoolean) return { value: text.toLowerCase() === 'true' };
  if (scale.kind === 'boolean' || (scale.isClosed && !scale.labels.includes(text))) return wanted;
  return { value: text };
}

function isWithin(value: number, { isInteger, minimum, maximum }: Scale): boolean {
  if (isInteger && !Number.isInteger(value)) return false;
  return (minimum === null || value >= minimum) && (maximum === null || value <= maximum);
}

/** "a number from 0 to 100" */
function expected(scale: Scale): string {
  const { kind, isInteger, labels, isClosed } = scale;
  if (kind === 'boolean') return 'true or false';
  if (kind === 'label') return isClosed ? `one of ${labels.join(', ')}` : 'a text';
  if (kind === null) return 'a number, true, false or a text';
  const number = isInteger ? 'a whole number' : 'a number';
  const range = rangeText(scale);
  return range ? `${number} ${/^(from|up)/.test(range) ? '' : 'from '}${range}` : number;
}

export const EVERYTHING: Scale = {
  kind: null,
  isInteger: false,
  labels: [],
  isClosed: false,
  minimum: null,
  maximum: null,
};

/** The scale that a definition gives; `kind` is that of the values so far, where the definition says none. */
export function scaleOf(definition: Definition | undefined, kind: ValueKind | null): Scale {
  if (!definition) return { ...EVERYTHING, kind };
  const { kind: defined, labels, minimum, maximum } = definition;
  const isNumeric = defined === 'integer' || defined === 'float';
  return {
    kind: isNumeric ? 'number' : (defined ?? (labels.length ? 'label' : kind)),
    isInteger: defined === 'integer',
    labels,
    isClosed: labels.length > 0,
    minimum,
    maximum,
  };
}
