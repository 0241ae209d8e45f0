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
