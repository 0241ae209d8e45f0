import { readCount, readFlag, readText, readTexts } from '../../lib/searchParams';

/** The list of queues: the one that is being edited, or a new one, which may have ids to begin with. */
export const queuesSearch = (raw: Record<string, unknown>) => ({
  edit: readText(raw.edit),
  create: readFlag(raw.create),
  ids: readTexts(typeof raw.ids === 'string' ? raw.ids.split(',') : raw.ids),
});

/** One queue: its requests instead of the one at hand, and their page, counted from 0. */
export const queueSearch = (raw: Record<string, unknown>) => ({
  items: readFlag(raw.items),
  page: readCount(raw.page),
});
