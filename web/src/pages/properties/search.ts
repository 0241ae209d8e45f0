import { groupSearch } from '../../components/groups/groupSearch';
import { readFlag, readText } from '../../lib/searchParams';

/** What this page keeps in the URL beside range, live and filter: of the values' table, and which property and value. */
export function propertiesSearch(raw: Record<string, unknown>) {
  return {
    ...groupSearch(raw),
    name: readText(raw.name),
    value: readText(raw.value), // shown over time
    hidden: readFlag(raw.hidden), // hidden properties are listed too
  };
}
