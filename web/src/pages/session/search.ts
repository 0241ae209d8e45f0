import { readSelection } from '../../components/groups/groupSearch';

/** What this page keeps in the URL beside range, live and filter. */
export function sessionSearch(raw: Record<string, unknown>) {
  return { scores: readSelection(raw.scores) }; // names of those shown; left out: the most frequent ones
}
