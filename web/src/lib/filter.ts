/** The filter of a page: conditions that must all hold. The URL has them as a list (`f`), the API as a tree. */

import { readText } from './searchParams';

export const FIELDS = {
  model: { label: 'Model', kind: 'text', column: 'model' },
  status: { label: 'Status', kind: 'number', column: 'status' },
  user: { label: 'User', kind: 'text', column: 'user_id' },
  session: { label: 'Session', kind: 'text', column: 'session_id' },
  property: { label: 'Property', kind: 'text', column: 'properties' },
  score: { label: 'Score', kind: 'score', column: 'scores' },
  prompt: { label: 'Prompt', kind: 'text', column: 'request_body' },
  answer: { label: 'Answer', kind: 'text', column: 'response_body' },
  latency: { label: 'Latency (ms)', kind: 'number', column: 'latency' },
  cost: { label: 'Cost (USD)', kind: 'number', column: 'cost' },
  outcome: { label: 'Outcome', kind: 'text', column: 'outcome' },
  error: { label: 'Error', kind: 'text', column: 'error' },
  error_type: { label: 'Error type', kind: 'text', column: 'error_type' },
  cost_source: { label: 'Cost source', kind: 'text', column: 'cost_source' },
  path: { label: 'Path', kind: 'text', column: 'path' },
  trace: { label: 'Trace id', kind: 'text', column: 'trace_id' },
} as const;

export type Field = keyof typeof FIELDS;

/** Operators by their names in the URL: the sign on the screen and the operator of the API. */
export const OPERATORS = {
  is: { sign: '=', api: 'equals' },
  not: { sign: '≠', api: 'not-equals' },
  has: { sign: 'contains', api: 'contains' },
  gt: { sign: '>', api: 'gt' },
  gte: { sign: '≥', api: 'gte' },
  lt: { sign: '<', api: 'lt' },
  lte: { sign: '≤', api: 'lte' },
} as const;

export type Operator = keyof typeof OPERATORS;

const OPERATORS_OF_KIND: Record<'text' | 'number' | 'score', Operator[]> = {
  text: ['is', 'not', 'has'],
  number: ['is', 'not', 'gt', 'gte', 'lt', 'lte'],
  score: ['lt', 'is', 'gt', 'not', 'lte', 'gte'],
};

export interface Condition {
  field: Field;
  name?: string; // of the property or score
  op: Operator;
  value: string;
}

export const isNamed = (field: Field) => field === 'property' || field === 'score';
export const operatorsOf = (field: Field): Operator[] => OPERATORS_OF_KIND[FIELDS[field].kind];

/** Reads conditions from the URL; those that make no sense are left out. */
export function readFilter(value: unknown): Condition[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const conditions = value.map(readCondition).filter(condition => condition !== null);
  return conditions.length ? conditions : undefined;
}

function readCondition(raw: unknown): Condition | null {
  if (typeof raw !== 'object' || raw === null) return null;
  const { field, name, op, value } = raw as Record<string, unknown>;
  if (typeof field !== 'string' || !Object.hasOwn(FIELDS, field)) return null;
  const known = field as Field;
  const operator = operatorsOf(known).find(each => each === op);
  const text = readText(value);
  const named = readText(name);
  if (!operator || text === undefined || (isNamed(known) && named === undefined)) return null;
  if (FIELDS[known].kind === 'number' && !isNumber(text)) return null;
  return isNamed(known)
    ? { field: known, name: named, op: operator, value: text }
    : { field: known, op: operator, value: text };
}

const isNumber = (text: string) => text.trim() !== '' && Number.isFinite(Number(text));

export type FilterTree =
  | 'all'
  | { request_response_rmt: Record<string, unknown> }
  | { left: FilterTree; operator: 'and' | 'or'; right: FilterTree };

/** The conditions as the API's queries expect them. */
export function toFilterTree(conditions: readonly Condition[] | undefined): FilterTree {
  const leaves = (conditions ?? []).map(leaf);
  if (!leaves.length) return 'all';
  return leaves.reduce((left, right) => ({ left, operator: 'and', right }));
}

/** Both filters must hold. */
export function and(left: FilterTree, right: FilterTree): FilterTree {
  if (left === 'all') return right;
  return right === 'all' ? left : { left, operator: 'and', right };
}

function leaf({ field, name, op, value }: Condition): FilterTree {
  const test = { [OPERATORS[op].api]: parseValue(field, op, value) };
  const column = FIELDS[field].column;
  return { request_response_rmt: { [column]: name === undefined ? test : { [name]: test } } };
}

/** A score's value may be a number, a boolean or a label. */
function parseValue(field: Field, op: Operator, value: string): string | number | boolean {
  const { kind } = FIELDS[field];
  if (kind === 'text') return value;
  if (isNumber(value)) return Number(value);
  if (kind === 'score' && (op === 'is' || op === 'not') && /^(true|false)$/.test(value)) {
    return value === 'true';
  }
  return value;
}

/** "accuracy < 50", for a chip and for screen readers. */
export function describeCondition({ field, name, op, value }: Condition): string {
  return `${name ?? FIELDS[field].label} ${OPERATORS[op].sign} ${value}`;
}
