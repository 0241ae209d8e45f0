import { groupSearch } from '../../components/groups/groupSearch';
import { readText } from '../../lib/searchParams';

/** What this page keeps in the URL beside range, live and filter: of the table, and which name. */
export function sessionsSearch(raw: Record<string, unknown>) {
  return { ...groupSearch(raw), name: readText(raw.name) };
}
