import { queryOptions } from '@tanstack/react-query';
import { api, unwrap } from '../../api/client';
import { keys } from '../../api/keys';
import type { components } from '../../api/schema';
import type { Range } from '../../hooks/useRange';
import { usesRange } from './search';

export type Cell = string | number | boolean | null | Cell[] | { [key: string]: Cell };
export type SqlResult = Omit<components['schemas']['RowsShape'], 'rows'> & {
  rows: Cell[][];
  took_ms: number;
  fresh_to: string;
};
type SqlAnswer = components['schemas']['SqlAnswer'];
export type ColumnType = components['schemas']['ColumnShape'];

export const TABLES = ['requests', 'scores', 'score_history', 'properties'] as const;
export const LIMIT = 10_000; // rows on the page
const CSV_LIMIT = 100_000; // rows of a file: the API's limit

/** The body of a statement, with the time range if it uses that. */
const bodyOf = (sql: string, limit: number, range?: Range) => ({
  sql,
  limit,
  time_range: range && usesRange(sql) ? range.timeRange : undefined,
});

/** Runs a statement and returns JSON. The schema's type also covers other formats, hence the cast. */
async function runSql(body: ReturnType<typeof bodyOf>, signal: AbortSignal): Promise<SqlAnswer> {
  return (await unwrap(api.POST('/v1/sql', { body, signal }))) as SqlAnswer;
}

/** `run` counts how often the statement was run: the same text may have a new result. */
export function resultQuery(sql: string | undefined, run: number, range: Range) {
  return queryOptions({
    queryKey: keys.sql(sql, run, usesRange(sql) ? range.key : ''),
    queryFn: async ({ signal }): Promise<SqlResult> => {
      const since = performance.now();
      const result = await runSql(bodyOf(sql ?? '', LIMIT, range), signal);
      return {
        ...result.data,
        rows: result.data.rows as Cell[][], // "unknown" in the schema
        fresh_to: result.fresh_to,
        took_ms: performance.now() - since,
      };
    },
    enabled: sql !== undefined,
    retry: false,
    staleTime: Infinity,
  });
}

/** The columns of each table, with their types. */
export const schemaQuery = queryOptions({
  queryKey: keys.sqlSchema(),
  queryFn: async ({ signal }) => {
    const queries = TABLES.map(table => runSql(bodyOf(`SELECT * FROM ${table}`, 1), signal));
    const results = await Promise.all(queries);
    return TABLES.map((table, index) => ({ table, columns: results[index]!.data.columns }));
  },
  staleTime: 3_600_000,
});

/** The result as a CSV file from the server, and whether the file lacks rows. */
export async function fetchCsv(
  sql: string,
  range: Range,
): Promise<{ file: Blob; truncated: boolean }> {
  const call = api.POST('/v1/sql', {
    body: bodyOf(sql, CSV_LIMIT, range),
    headers: { Accept: 'text/csv' },
    parseAs: 'blob',
  });
  const file = await unwrap(call);
  return { file, truncated: (await call).response.headers.get('Gnomon-Truncated') === 'true' };
}
