import { readFilter } from '../../lib/filter';
import { readFlag, readTexts } from '../../lib/searchParams';

/** The list of experiments, or a new one that is being made: with both groups and the scores of a comparison. */
export const experimentsSearch = (raw: Record<string, unknown>) => ({
  create: readFlag(raw.create),
  a: readFilter(raw.a),
  b: readFilter(raw.b),
  scores: readTexts(raw.scores),
});
