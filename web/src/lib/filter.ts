/** The filter of a page: conditions that must all hold, or groups of alternatives. The URL has them as a list (`f`), the
 * API as a tree. */

import {
  type Field,
  FIELDS,
  isAboutPresence,
  type Operator,
  OPERATORS,
  operatorsOf,
  specOf,
} from './filterFields';
import { readText } from './searchParams';

export { type Field, FIELDS, type Operator, OPERATORS, operatorsOf } from './filterFields';

export interface Condition {
  field: Field;
  name?: string; // of the property, score or evaluator
  op: Operator;
  value: string; // '' where the operator is about presence
  or?: true; // an alternative to the condition before it: one of the two must hold
}

/** Reads conditions from the URL; those that make no sense are left out. */
export function readFilter(value: unknown): Condition[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const conditions = value.map(readCondition).filter(condition => condition !== null);
  return conditions.length ? conditions : undefined;
}

function readCondition(raw: unknown): Condition | null {
  if (typeof raw !== 'object' || raw === null) return null;
  const { field, name, op, value, or } = raw as Record<string, unknown>;
  if (typeof field !== 'string' || !Object.hasOwn(FIELDS, field)) return null;
  const known = field as Field;
  const spec = specOf(known);
  const operator = operatorsOf(known).find(each => each === op);
  if (!operator) return null;
  const text = isAboutPresence(operator) ? '' : readText(value);
  const named = spec.named && readText(name);
  if (text === undefined || (spec.named && !spec.anyColumn && named === undefined)) return null;
  if (spec.kind === 'number' && !isAboutPresence(operator) && !isNumber(text)) return null;
  if (spec.kind === 'boolean' && !isBoolean(text)) return null;
  return {
    field: known,
    ...(named !== undefined && { name: named }),
    op: operator,
    value: text,
    ...(or === true && { or }),
  };
}

const isBoolean = (text: string) => text === 'true' || text === 'false';
const isNumber = (text: string) => text.trim() !== '' && Number.isFinite(Number(text));

/** The groups of a filter: of each, one condition must hold. */
export function alternatives(conditions: readonly Condition[]): Condition[][] {
  const groups: Condition[][] = [];
  for (const condition of conditions) {
    if (condition.or && groups.length) groups.at(-1)!.push(condition);
    else groups.push([condition]);
  }
  return groups;
}

/** The conditions of groups that have changed. */
export const fromAlternatives = (groups: readonly Condition[][]): Condition[] =>
  groups.flatMap(group =>
    group.map(({ or: _, ...condition }, place) =>
      place ? { ...condition, or: true as const } : condition,
    ),
  );

export type FilterTree =
  | 'all'
  | { request_response_rmt: Record<string, unknown> }
  | { left: FilterTree; operator: 'and' | 'or'; right: FilterTree };

/** The conditions as the API's queries expect them. */
export function toFilterTree(conditions: readonly Condition[] | undefined): FilterTree {
  const groups = alternatives(conditions ?? []).map(group =>
    group.map(leaf).reduce((left, right) => ({ left, operator: 'or', right })),
  );
  return groups.length ? groups.reduce((left, right) => ({ left, operator: 'and', right })) : 'all';
}

/** Both filters must hold. */
export function and(left: FilterTree, right: FilterTree): FilterTree {
  if (left === 'all') return right;
  return right === 'all' ? left : { left, operator: 'and', right };
}

function leaf({ field, name, op, value }: Condition): FilterTree {
  const { column, anyColumn } = specOf(field);
  const test = { [OPERATORS[op].api]: isAboutPresence(op) ? 'null' : parseValue(field, op, value) };
  const tested =
    name === undefined ? { [anyColumn ?? column]: test } : { [column]: { [name]: test } };
  return { request_response_rmt: tested };
}

/** A score's value may be a number, a boolean or a label. */
function parseValue(field: Field, op: Operator, value: string): string | number | boolean {
  const { kind } = FIELDS[field];
  if (kind === 'text') return value;
  if (isNumber(value)) return Number(value);
  const mayBeBoolean = kind === 'boolean' || op === 'is' || op === 'not';
  return mayBeBoolean && isBoolean(value) ? value === 'true' : value;
}

/** "accuracy < 50", "no verdict by anna", for a chip and for screen readers. */
export function describeCondition({ field, name, op, value }: Condition): string {
  const { label } = FIELDS[field];
  const isName = field === 'property' || field === 'score';
  if (field === 'rater' && op === 'is') return `${name ?? 'scored'} by ${value}`;
  if (field === 'rater' && op === 'not') return `no ${name ?? 'score'} by ${value}`;
  const subject = name === undefined ? label : isName ? name : `${label} of ${name}`;
  if (field === 'evaluator_version') return `${name} version ${OPERATORS[op].sign} ${value}`.trim();
  return `${subject} ${OPERATORS[op].sign} ${value}`.trim();
}
