import { expect, test } from 'vitest';
import { type Condition, type Field, FIELDS, operatorsOf, toFilterTree } from './filter';
import { isAboutPresence, specOf } from './filterFields';
import { fromFilterTree } from './filterTree';

const VALUES = { text: 'de', number: '400', boolean: 'true', score: '0.5' };

function condition(field: Field, op: Condition['op'], name?: string): Condition {
  const value = isAboutPresence(op) ? '' : VALUES[specOf(field).kind];
  return { field, ...(name !== undefined && { name }), op, value };
}

test('each condition that a form can write is read again', () => {
  for (const field of Object.keys(FIELDS) as Field[]) {
    const { named, anyColumn } = specOf(field);
    const names = [...(named ? ['a name'] : []), ...(!named || anyColumn ? [undefined] : [])];
    for (const op of operatorsOf(field)) {
      for (const name of names) {
        const written = [condition(field, op, name)];
        expect(fromFilterTree(toFilterTree(written))).toEqual(written);
      }
    }
  }
});

test('alternatives are read as groups', () => {
  const status = condition('status', 'gte');
  const model = condition('model', 'is');
  const written = [status, { ...model, or: true as const }, condition('user', 'any'), model];
  expect(fromFilterTree(toFilterTree(written))).toEqual(written);
  expect(fromFilterTree('all')).toEqual([]);
});

test('what conditions cannot say is left to JSON', () => {
  const leaf = (column: string, test: unknown) => ({ request_response_rmt: { [column]: test } });
  const model = leaf('model', { equals: 'a' });
  const both = { left: model, operator: 'and', right: model };
  expect(fromFilterTree({ left: both, operator: 'or', right: model })).toBeNull();
  expect(fromFilterTree({ request: { model: { equals: 'a' } } })).toBeNull();
  expect(fromFilterTree(leaf('nonsense', { equals: 'a' }))).toBeNull();
  expect(fromFilterTree(leaf('model', { equals: 'a', contains: 'b' }))).toBeNull();
  expect(fromFilterTree(leaf('status', { equals: 'many' }))).toBeNull();
  expect(fromFilterTree(7)).toBeNull();
});
