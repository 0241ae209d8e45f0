import { readFlag } from '../../lib/searchParams';

/** The list of experiments, or a new one that is being made. */
export const experimentsSearch = (raw: Record<string, unknown>) => ({
  create: readFlag(raw.create),
});
