import { readFlag, readText } from '../../lib/searchParams';

/** This page's part of the URL, besides range, live and filter. */
export function sqlSearch(raw: Record<string, unknown>) {
  return {
    sql: readText(raw.sql), // the text in the editor
    run: readFlag(raw.run), // … was run, which makes a link show the result
  };
}

export const INITIAL_SQL = `SELECT model, count(*) AS requests, sum(cost_usd) AS cost_usd
FROM requests
WHERE started_at >= :start AND started_at < :end
GROUP BY model
ORDER BY requests DESC`;

/** Whether a statement, which is the initial one by default, has the bounds of the time range: `:start` or `:end`. */
export const usesRange = (sql: unknown) => /:(start|end)\b/i.test(readText(sql) ?? INITIAL_SQL);
