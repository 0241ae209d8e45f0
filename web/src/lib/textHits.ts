/** Where a search hits a text, for marking the hits in a cell. */

const BEFORE = 12; // characters before the first hit, so that a narrow column shows the hit

export interface TextPart {
  text: string;
  isHit: boolean;
}

/** The parts of a text, from shortly before its first hit. Case does not matter, as in the API's search. */
export function textHits(text: string, terms: readonly string[]): TextPart[] {
  const hits = hitRanges(text, terms);
  const first = hits[0]?.[0] ?? 0;
  const start = first > 2 * BEFORE ? first - BEFORE : 0;
  const parts: TextPart[] = start ? [{ text: '…', isHit: false }] : [];
  let at = start;
  for (const [from, to] of hits) {
    if (from > at) parts.push({ text: text.slice(at, from), isHit: false });
    parts.push({ text: text.slice(from, to), isHit: true });
    at = to;
  }
  if (at < text.length) parts.push({ text: text.slice(at), isHit: false });
  return parts;
}

export const hasHit = (text: string, terms: readonly string[]): boolean =>
  hitRanges(text, terms).length > 0;

/** Ranges that do not overlap, in their order. */
export function hitRanges(text: string, terms: readonly string[]): [number, number][] {
  const folded = text.toLowerCase();
  if (folded.length !== text.length) return []; // a few letters change their length
  const found: [number, number][] = [];
  for (const term of terms) {
    const wanted = term.toLowerCase();
    if (!wanted) continue;
    for (let at = folded.indexOf(wanted); at >= 0; at = folded.indexOf(wanted, at + wanted.length))
      found.push([at, at + wanted.length]);
  }
  found.sort((a, b) => a[0] - b[0]);
  const ranges: [number, number][] = [];
  for (const [from, to] of found) {
    if (from >= (ranges.at(-1)?.[1] ?? 0)) ranges.push([from, to]);
  }
  return ranges;
}
