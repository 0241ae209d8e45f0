import { readFilter } from '../../lib/filter';
import { readRange } from '../../lib/range';
import { readOneOf, readText, readTexts } from '../../lib/searchParams';

export const ORDERS = ['falls', 'rises', 'largest'] as const;
export type PairOrder = (typeof ORDERS)[number];

/** This page's part of the URL, besides range, live and filter, which apply to both groups. */
export function compareSearch(raw: Record<string, unknown>) {
  return {
    a: readFilter(raw.a), // the first group's conditions
    b: readFilter(raw.b), // … and the second's
    ra: readRange(raw.ra), // the first group's time range, instead of the page's
    rb: readRange(raw.rb),
    pair: readText(raw.pair), // what makes two requests a pair, 'none', or undefined: as the API chooses
    within: readOneOf(raw.within, ['overlap']), // only the time in which both groups ran
    scores: readTexts(raw.scores), // undefined: the most frequent ones
    score: readText(raw.score), // the score shown in detail
    all: raw.all === true ? (true as const) : undefined, // also what has no clear difference
    pairs: readOneOf(raw.pairs, ORDERS), // which pairs come first
  };
}

export type CompareSearch = Partial<ReturnType<typeof compareSearch>>;
