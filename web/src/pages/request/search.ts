import { readOneOf, readText } from '../../lib/searchParams';
import { listSearch } from '../../lib/listSearch';

export const VIEWS = ['plain', 'raw'] as const; // left out: formatted

/** What the page of one request keeps in the URL: the list's, as next and previous go along it, and its own. */
export function requestSearch(raw: Record<string, unknown>) {
  return {
    ...listSearch(raw),
    view: readOneOf(raw.view, VIEWS),
    score: readText(raw.score), // the name that keys give values to
  };
}
