import { groupSearch } from '../../components/groups/groupSearch';
import { readFlag, readText } from '../../lib/searchParams';

/** This page's part of the URL, besides range, live and filter: the state of the table, and the selected property and value. */
export function propertiesSearch(raw: Record<string, unknown>) {
  return {
    ...groupSearch(raw),
    name: readText(raw.name),
    value: readText(raw.value), // the value whose trend is shown
    hidden: readFlag(raw.hidden), // list hidden properties too
  };
}
