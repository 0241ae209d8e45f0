import { readCount, readFlag, readText, readTexts } from './searchParams';

/** What the list of requests keeps in the URL beside range, live and filter; the page of one request goes on with it. */
export function listSearch(raw: Record<string, unknown>) {
  return {
    text: readText(raw.text), // in prompt or answer
    whole: readFlag(raw.whole), // … in all of it
    sort: readText(raw.sort), // a key of the API; 'scores.accuracy', 'properties.Environment' for the named ones
    asc: readFlag(raw.asc),
    columns: readTexts(raw.columns), // ids of those shown; left out: the usual ones
    at: readCount(raw.at), // the first row in view
  };
}
