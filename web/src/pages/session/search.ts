import { readSelection } from '../../components/groups/groupSearch';
import { readOneOf, readText } from '../../lib/searchParams';

export const VIEWS = ['tree', 'conversation'] as const; // undefined: the waterfall

/** This page's part of the URL, besides range, live and filter. */
export function sessionSearch(raw: Record<string, unknown>) {
  return {
    scores: readSelection(raw.scores), // names of the scores shown; undefined: the most frequent ones
    as: readOneOf(raw.as, VIEWS),
    score: readText(raw.score), // the name of the score that keys set
  };
}
