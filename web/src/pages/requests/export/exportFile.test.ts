import { expect, test } from 'vitest';
import type { RequestRow } from '../../../api/requestList';
import type { RequestColumn } from '../columns';
import { csvHead, csvLines, exportedColumns, jsonLines } from './exportFile';

const column = (title: string, value: RequestColumn['value']) =>
  ({ id: title, title, width: 1, group: 'request', value, cell: () => null }) as RequestColumn;

const row = (more: object) =>
  ({ request_id: 'a', signed_body_url: 'secret', cost: null, ...more }) as RequestRow;

test('fields with commas, quotes and line feeds are quoted', () => {
  const columns = [column('Say "what", please', () => 'a\nb'), column('n', () => 1.5)];
  expect(csvHead(columns)).toBe('request_id,"Say ""what"", please",n\r\n');
  expect(csvLines(columns, [row({})])).toBe('a,"a\nb",1.5\r\n');
});

test('a formula becomes text; a negative number stays a number', () => {
  const columns = [column('x', () => '=HYPERLINK("x")'), column('y', () => -3)];
  expect(csvLines(columns, [row({})])).toBe(`a,"'=HYPERLINK(""x"")",-3\r\n`);
});

test('a text that is a number stays one', () => {
  const columns = [column('x', () => '-1.5'), column('y', () => '-1.5+cmd()')];
  expect(csvLines(columns, [row({})])).toBe("a,-1.5,'-1.5+cmd()\r\n");
});

test('a cost is a plain decimal', () => {
  const columns = [0.000012899999999999998, 2.5e-7, 12].map(cost => column('cost', () => cost));
  expect(csvLines(columns, [row({})])).toBe('a,0.0000129,0.00000025,12\r\n');
  expect(jsonLines([row({ cost: 0.000012899999999999998 })], false)).toBe(
    '{"request_id":"a","cost":0.0000129}\n',
  );
});

test('no score is missing in a CSV', () => {
  const score = (title: string) => ({ ...column(title, () => 1), group: 'score' as const });
  const [model, path, tone, verdict] = [
    column('model', () => 1),
    column('path', () => 1),
    score('tone'),
    score('verdict'),
  ];
  const columns = exportedColumns([verdict, model], [model, path, tone, verdict]);
  expect(columns.map(({ title }) => title)).toEqual(['verdict', 'model', 'tone']);
});

test('an unknown value is an empty field', () => {
  expect(csvLines([column('x', () => null)], [row({})])).toBe('a,\r\n');
});

test('a line of JSON has no signed URL, and bodies only on request', () => {
  const one = row({ request_body: { a: 1 }, response_body: null });
  expect(jsonLines([one], false)).toBe('{"request_id":"a","cost":null}\n');
  expect(jsonLines([one], true)).toBe(
    '{"request_id":"a","cost":null,"request_body":{"a":1},"response_body":null}\n',
  );
});
