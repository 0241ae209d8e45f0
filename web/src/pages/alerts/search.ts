import { readFlag, readText } from '../../lib/searchParams';

/** The alert that is open, and whether it is being changed or one is being created. */
export const alertsSearch = (raw: Record<string, unknown>) => ({
  id: readText(raw.id),
  create: readFlag(raw.create),
  change: readFlag(raw.change),
});
