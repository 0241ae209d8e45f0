/** The value of a score as somebody types it. Pure. */

import type { Definition } from '../../../api/scores';

export type ScoreInput = number | boolean | string;

/** A number or a boolean, unless labels are wanted. */
export function toValue(input: string, definition: Definition | undefined): ScoreInput {
  const text = input.trim();
  if (definition?.kind === 'label') return text;
  if (text === 'true' || text === 'false') return text === 'true';
  return text !== '' && Number.isFinite(Number(text)) ? Number(text) : text;
}

/** What the definition of the score does not allow; null: nothing. People keep to it even where it is not enforced. */
export function problemWith(value: ScoreInput, definition: Definition | undefined): string | null {
  if (!definition) return null;
  const { kind, minimum, maximum, labels } = definition;
  if (kind === 'boolean') return typeof value === 'boolean' ? null : 'must be true or false';
  if (kind === 'label' || labels.length) {
    const isAllowed = !labels.length || labels.includes(String(value));
    return isAllowed ? null : `must be one of ${labels.join(', ')}`;
  }
  const isNumeric = kind === 'integer' || kind === 'float' || minimum !== null || maximum !== null;
  if (!isNumeric) return null;
  if (typeof value !== 'number') return 'must be a number';
  if (kind === 'integer' && !Number.isInteger(value)) return 'must be a whole number';
  if (minimum !== null && value < minimum) return `must be at least ${minimum}`;
  if (maximum !== null && value > maximum) return `must be at most ${maximum}`;
  return null;
}

export function suggestedValues(definition: Definition | undefined): string[] {
  if (definition?.labels.length) return definition.labels;
  return definition?.kind === 'boolean' ? ['true', 'false'] : [];
}
