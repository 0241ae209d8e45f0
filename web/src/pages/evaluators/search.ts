import { readOneOf, readText } from '../../lib/searchParams';

/** The list: the kind of evaluator that is being created; 'kind': it is being chosen. */
export const evaluatorsSearch = (raw: Record<string, unknown>) => ({
  create: readOneOf(raw.create, ['kind', 'judge', 'checks', 'code'] as const),
});

/** One evaluator: what of it is shown; undefined: what it has done. */
export const evaluatorSearch = (raw: Record<string, unknown>) => ({
  tab: readOneOf(raw.tab, ['definition', 'backfill'] as const),
  reason: readText(raw.reason), // of the examples that are shown
});
