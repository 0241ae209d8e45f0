import { readCount, readFlag, readText, readTexts, readWidths } from './searchParams';

/** The part of the URL that belongs to the list of requests, besides range, live and filter. The page of a single request
 * keeps it, because "next" and "previous" follow the list. */
export function listSearch(raw: Record<string, unknown>) {
  return {
    text: readText(raw.text), // contained in prompt or answer
    whole: readFlag(raw.whole), // search whole bodies, not only their first 500 characters
    sort: readText(raw.sort), // a sort key of the API, such as 'cost', 'scores.accuracy' or 'properties.Environment'
    asc: readFlag(raw.asc),
    columns: readTexts(raw.columns), // ids of the columns shown, in their order; undefined: the default columns
    widths: readWidths(raw.widths), // pixels, by the id of a column
    at: readCount(raw.at), // the first visible row
  };
}
