import { readFlag, readText } from '../../lib/searchParams';

/** This page's part of the URL, besides range, live and filter. */
export function sqlSearch(raw: Record<string, unknown>) {
  return {
    sql: readText(raw.sql), // the text in the editor
    run: readFlag(raw.run), // … was run, which makes a link show the result
  };
}

/** Whether a statement has the bounds of the time range: `:start` or `:end`. */
export const usesRange = (sql: unknown) => /:(start|end)\b/.test(readText(sql) ?? '');
