import { readFlag, readText } from '../../parts/search';

/** What of the settings is shown. */
export const statusSearch = (raw: Record<string, unknown>) => ({
  setting: readText(raw.setting),
  changed: readFlag(raw.changed),
});
