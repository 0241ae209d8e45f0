import { readSelection } from '../../components/groups/groupSearch';

/** This page's part of the URL, besides range, live and filter. */
export function sessionSearch(raw: Record<string, unknown>) {
  return { scores: readSelection(raw.scores) }; // names of the scores shown; undefined: the most frequent ones
}
