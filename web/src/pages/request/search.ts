import { readFlag, readOneOf, readText } from '../../lib/searchParams';
import { listSearch } from '../../lib/listSearch';

export const VIEWS = ['plain', 'raw', 'headers', 'timing', 'attempts', 'diff'] as const; // undefined: the conversation

/** This page's part of the URL. It includes the list's, because "next" and "previous" follow the list. */
export function requestSearch(raw: Record<string, unknown>) {
  return {
    ...listSearch(raw),
    view: readOneOf(raw.view, VIEWS),
    score: readText(raw.score), // the name of the score that keys set
    again: readFlag(raw.again), // the form to send it again is open
  };
}
