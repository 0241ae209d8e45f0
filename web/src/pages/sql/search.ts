import { readFlag, readText } from '../../lib/searchParams';

/** What this page keeps in the URL beside range, live and filter. */
export function sqlSearch(raw: Record<string, unknown>) {
  return {
    sql: readText(raw.sql), // the text in the editor
    run: readFlag(raw.run), // … and it has been run: a link shows its result
  };
}
