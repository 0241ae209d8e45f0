/** A filter tree of the API → the conditions that a form shows. Pure; the other direction is toFilterTree of filter.ts. */

import { type Condition, type Field, fromAlternatives, readFilter } from './filter';
import {
  FIELDS,
  isAboutPresence,
  type Operator,
  OPERATORS,
  operatorsOf,
  specOf,
} from './filterFields';

type Json = Record<string, unknown>;

/** null: the tree says something that conditions cannot, such as (a and b) or c. */
export function fromFilterTree(tree: unknown): Condition[] | null {
  if (tree === 'all' || tree === undefined || tree === null) return [];
  const groups = parts(tree, 'and').map(group => parts(group, 'or').map(readLeaf));
  if (groups.some(group => group.includes(null))) return null;
  return fromAlternatives(groups as Condition[][]);
}

/** What the operator joins, at any depth: [tree] where it joins nothing. */
function parts(tree: unknown, operator: 'and' | 'or'): unknown[] {
  const { left, right, operator: joins } = asObject(tree);
  if (joins !== operator) return [tree];
  return [...parts(left, operator), ...parts(right, operator)];
}

function readLeaf(leaf: unknown): Condition | null {
  const [table, column, ...others] = onlyKeys(leaf, 2);
  if (table !== 'request_response_rmt' || column === undefined || others.length) return null;
  const tested = asObject(asObject(leaf)[table])[column];
  for (const field of Object.keys(FIELDS) as Field[]) {
    const { column: own, anyColumn, named } = specOf(field);
    if (column === anyColumn || (column === own && !named)) return read(field, undefined, tested);
    if (column !== own) continue;
    const [name] = onlyKeys(tested, 1);
    return name === undefined ? null : read(field, name, asObject(tested)[name]);
  }
  return null;
}

function read(field: Field, name: string | undefined, test: unknown): Condition | null {
  const [api] = onlyKeys(test, 1);
  if (api === undefined) return null;
  const value = asObject(test)[api];
  const isPresence = value === 'null';
  const op = operatorsOf(field).find(
    each => OPERATORS[each].api === api && isAboutPresence(each) === isPresence,
  );
  return op ? checked({ field, name, op, value }) : null;
}

/** As it would be read from a URL, which refuses values that the field cannot have. */
function checked(raw: { field: Field; name?: string; op: Operator; value: unknown }) {
  return readFilter([raw])?.[0] ?? null;
}

/** The keys of nested objects with one key each, to that depth; [] where there is another number of keys. */
function onlyKeys(value: unknown, depth: number): string[] {
  const keys = Object.keys(asObject(value));
  if (keys.length !== 1) return [];
  const [key] = keys as [string];
  return depth === 1 ? [key] : [key, ...onlyKeys(asObject(value)[key], depth - 1)];
}

const asObject = (value: unknown): Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {};
