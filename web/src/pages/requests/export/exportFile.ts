/** Requests as files, loaded in pages that stay within the limits of the API. */

import { api, unwrap } from '../../../api/client';
import type { ListQuery, RequestRow } from '../../../api/requestList';
import type { RequestColumn } from '../columns';
import type { CellValue } from '../cellValues';

export const FORMATS = { jsonl: 'JSONL', csv: 'CSV', dataset: 'Data set' } as const;
export type FileFormat = keyof typeof FORMATS;

export interface ExportOptions {
  format: FileFormat;
  bodies: boolean; // of a data set always, of a CSV never
  ids: string[] | null; // of the selected requests; null: all that match
}

/** How many rows a browser can hold without running out of memory. */
export const maxRows = (bodies: boolean) => (bodies ? 5_000 : 100_000);

const PAGE = 1_000;
const PAGE_WITH_BODIES = 100; // the API returns up to 32 MiB of bodies at once

/** All matching requests, or the selected ones, in pages, up to `maxRows`. */
export async function* requestPages(
  query: ListQuery,
  { ids, bodies }: ExportOptions,
  signal: AbortSignal,
): AsyncGenerator<RequestRow[]> {
  const size = bodies ? PAGE_WITH_BODIES : PAGE;
  if (ids) {
    for (let at = 0; at < ids.length; at += PAGE_WITH_BODIES) {
      const body = { requestIds: ids.slice(at, at + PAGE_WITH_BODIES) };
      yield (await unwrap(api.POST('/v1/request/query-ids', { body, signal }))).data;
    }
    return;
  }
  let cursor: string | null = null;
  let left = maxRows(bodies);
  do {
    const body: ListQuery & { limit: number; includeBodies: boolean; cursor: string | null } = {
      ...query,
      limit: Math.min(size, left),
      includeBodies: bodies,
      cursor,
    };
    const answer = await unwrap(api.POST('/v1/request/query', { body, signal }));
    yield answer.data;
    left -= answer.data.length;
    cursor = answer.next_cursor;
  } while (cursor && left > 0);
}

/** A line of JSON per request, in the format of the API but without the signed URL, which gives access to the bodies. */
export function jsonLines(rows: RequestRow[], bodies: boolean): string {
  return rows
    .map(({ signed_body_url: _, request_body, response_body, ...row }) => {
      const plain = { ...row, cost: row.cost === null ? null : exactly(row.cost) };
      return `${JSON.stringify(bodies ? { ...plain, request_body, response_body } : plain)}\n`;
    })
    .join('');
}

export const csvHead = (columns: RequestColumn[]) =>
  line(['request_id', ...columns.map(({ title }) => title)]);

export const csvLines = (columns: RequestColumn[], rows: RequestRow[]) =>
  rows.map(row => line([row.request_id, ...columns.map(({ value }) => value(row))])).join('');

function line(values: CellValue[]): string {
  return `${values.map(field).join(',')}\r\n`; // RFC 4180
}

/** Without what a sum of doubles adds at the end: 0.000012899999999999998 is 0.0000129. */
const exactly = (value: number) => Number(value.toPrecision(12));

/** Without an exponent, which not all spreadsheets read as a number. */
function plainDecimal(value: number): string {
  const text = String(exactly(value));
  if (!text.includes('e-')) return text;
  return exactly(value).toFixed(20).replace(/0+$/, '');
}

/** The columns of a CSV: those that are shown, and all scores, of which none that was given may be missing. */
export function exportedColumns(shown: RequestColumn[], all: RequestColumn[]): RequestColumn[] {
  const ids = new Set(shown.map(({ id }) => id));
  return [...shown, ...all.filter(({ id, group }) => group === 'score' && !ids.has(id))];
}

const NUMBER = /^[+-]?\d+(\.\d+)?(e[+-]?\d+)?$/i;

function field(value: CellValue): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') return plainDecimal(value);
  if (typeof value !== 'string') return String(value);
  // Spreadsheets run texts that start like a formula; a number is none.
  const escaped = /^[=+\-@\t\r]/.test(value) && !NUMBER.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(escaped) ? `"${escaped.replaceAll('"', '""')}"` : escaped;
}
