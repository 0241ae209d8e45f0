import type { components } from '../../api/schema';

export type Setting = components['schemas']['SettingShape'];

/** Those whose key, value or description contains the text, in any case. */
export function filterSettings(all: Setting[], text: string, changed: boolean): Setting[] {
  const sought = text.toLowerCase();
  return all.filter(
    setting =>
      !(changed && setting.is_default) &&
      [setting.key, formatSetting(setting.value), setting.description].some(each =>
        each.toLowerCase().includes(sought),
      ),
  );
}

/** As it would stand in the settings file; a setting that is not set says so. */
export function formatSetting(value: unknown): string {
  return value === null || value === undefined ? 'not set' : JSON.stringify(value);
}
