import { groupSearch } from '../../components/groups/groupSearch';
import { readText } from '../../lib/searchParams';

/** This page's part of the URL, besides range, live and filter: the state of the table, and the selected name. */
export function sessionsSearch(raw: Record<string, unknown>) {
  return { ...groupSearch(raw), name: readText(raw.name) };
}
