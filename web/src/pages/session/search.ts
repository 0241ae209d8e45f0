import { readChosen } from '../../components/groups/groupSearch';

/** What this page keeps in the URL beside range, live and filter. */
export function sessionSearch(raw: Record<string, unknown>) {
  return { scores: readChosen(raw.scores) }; // names of those shown; left out: the most frequent ones
}
