import { readFlag, readText } from '../../lib/searchParams';

/** What of the settings is shown. */
export const statusSearch = (raw: Record<string, unknown>) => ({
  setting: readText(raw.setting),
  changed: readFlag(raw.changed),
});
