import { readFlag, readText } from '../../lib/searchParams';

/** This page's part of the URL: which settings are shown. */
export const statusSearch = (raw: Record<string, unknown>) => ({
  setting: readText(raw.setting),
  changed: readFlag(raw.changed),
});
