import { readOneOf, readText, readTexts } from '../../lib/searchParams';

/** Whose agreement is shown. `versions`: the evaluator whose versions are the raters. */
export const ratersSearch = (raw: Record<string, unknown>) => ({
  score: readText(raw.score),
  queue: readText(raw.queue),
  raters: readTexts(raw.raters),
  versions: readText(raw.versions),
  scale: readOneOf(raw.scale, ['nominal', 'ordinal', 'interval'] as const),
});
