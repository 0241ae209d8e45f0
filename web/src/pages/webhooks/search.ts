import { readFlag, readText } from '../../lib/searchParams';

/** The webhook that is open, and whether it is being changed or one is being created. */
export const webhooksSearch = (raw: Record<string, unknown>) => ({
  id: readText(raw.id),
  create: readFlag(raw.create),
  change: readFlag(raw.change),
});
