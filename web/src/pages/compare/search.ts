import { readFilter } from '../../lib/filter';
import { readRange } from '../../lib/range';
import { readText, readTexts } from '../../lib/searchParams';

/** What this page keeps in the URL beside range, live and filter (which both groups share). */
export function compareSearch(raw: Record<string, unknown>) {
  return {
    a: readFilter(raw.a), // the first group's own conditions
    b: readFilter(raw.b), // … and the second's
    ra: readRange(raw.ra), // the first group's own time, instead of the page's
    rb: readRange(raw.rb),
    pair: readText(raw.pair), // what makes two requests a pair
    scores: readTexts(raw.scores), // left out: those with most ratings
    score: readText(raw.score), // the one that is looked at closely
  };
}

export type CompareSearch = Partial<ReturnType<typeof compareSearch>>;
