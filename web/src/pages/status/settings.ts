import type { components } from '../../api/schema';

export type Setting = components['schemas']['SettingShape'];

/** The settings whose key, value or description contains the text, case-insensitively. */
export function filterSettings(all: Setting[], text: string, changed: boolean): Setting[] {
  const wanted = text.toLowerCase();
  return all.filter(
    setting =>
      !(changed && setting.is_default) &&
      [setting.key, formatSetting(setting.value), setting.description].some(each =>
        each.toLowerCase().includes(wanted),
      ),
  );
}

/** The value as in the settings file, or "not set". */
export function formatSetting(value: unknown): string {
  return value === null || value === undefined ? 'not set' : JSON.stringify(value);
}

export interface SettingRow extends Setting {
  values: [string, unknown][]; // of an entry of a list, such as upstream 7: its fields
}

export interface SettingSection {
  section: string;
  rows: SettingRow[];
}

const OF_ENTRY = /^(.+?\.\d+)\.(.+)$/; // "upstream.7.base_url": an entry, and its field

/** By their section of the settings file. The fields of an entry of a list are one row, as all entries have the same ones. */
export function bySection(settings: Setting[]): SettingSection[] {
  const sections = new Map<string, Map<string, SettingRow>>();
  for (const setting of settings) {
    const section = setting.key.split('.', 1)[0]!;
    const [, entry, field] = OF_ENTRY.exec(setting.key) ?? [];
    const rows = sections.get(section) ?? new Map<string, SettingRow>();
    sections.set(section, rows);
    const key = entry ?? setting.key;
    const row = rows.get(key);
    if (!row) {
      const values: SettingRow['values'] = [[field ?? '', setting.value]];
      rows.set(key, { ...setting, key, values });
      continue;
    }
    row.values.push([field ?? '', setting.value]);
    row.is_default &&= setting.is_default;
    row.description = '';
  }
  return [...sections].map(([section, rows]) => ({ section, rows: [...rows.values()] }));
}
