import { queryOptions } from '@tanstack/react-query';
import { api, unwrap } from '../../api/client';
import { keys } from '../../api/keys';
import type { components } from '../../api/schema';

export type Cell = string | number | boolean | null | Cell[] | { [key: string]: Cell };
export type SqlResult = Omit<components['schemas']['RowsShape'], 'rows'> & {
  rows: Cell[][];
  took_ms: number;
  fresh_to: string;
};
type SqlAnswer = components['schemas']['SqlAnswer'];
export type ColumnType = components['schemas']['ColumnShape'];

export const TABLES = ['requests', 'scores', 'score_history', 'properties'] as const;
export const LIMIT = 10_000; // rows that are shown
const CSV_LIMIT = 100_000; // rows that a file may have: the API's limit

/** As JSON; the schema's type is also for CSV and others. */
async function runSql(sql: string, limit: number, signal: AbortSignal): Promise<SqlAnswer> {
  return (await unwrap(api.POST('/v1/sql', { body: { sql, limit }, signal }))) as SqlAnswer;
}

/** `turn` counts how often it was run: the same text may have another answer by now. */
export function answerQuery(sql: string | undefined, turn: number) {
  return queryOptions({
    queryKey: keys.sql(sql, turn),
    queryFn: async ({ signal }): Promise<SqlResult> => {
      const since = performance.now();
      const answer = await runSql(sql ?? '', LIMIT, signal);
      return {
        ...answer.data,
        rows: answer.data.rows as Cell[][], // the schema says no more than "unknown"
        fresh_to: answer.fresh_to,
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
    const asked = TABLES.map(table => runSql(`SELECT * FROM ${table}`, 1, signal));
    const answers = await Promise.all(asked);
    return TABLES.map((table, index) => ({ table, columns: answers[index]!.data.columns }));
  },
  staleTime: 3_600_000,
});

/** The answer as a CSV file, in the server's own words, and whether rows are missing in it. */
export async function fetchCsv(sql: string): Promise<{ file: Blob; truncated: boolean }> {
  const call = api.POST('/v1/sql', {
    body: { sql, limit: CSV_LIMIT },
    headers: { Accept: 'text/csv' },
    parseAs: 'blob',
  });
  const file = await unwrap(call);
  return { file, truncated: (await call).response.headers.get('Gnomon-Truncated') === 'true' };
}
