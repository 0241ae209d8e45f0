import type { components } from '../../../api/schema';

type Setting = components['schemas']['SettingShape'];

/** The names of the upstreams in the settings, those that judges have a key for first. */
export function upstreamNames(settings: readonly Setting[]): string[] {
  const valuesOf = (key: RegExp) =>
    settings.filter(each => key.test(each.key)).map(({ value }) => String(value));
  const names = valuesOf(/^upstream\.\d+\.name$/);
  const withKey = valuesOf(/^judge_key\.\d+\.upstream$/).filter(name => names.includes(name));
  return [...new Set([...withKey, ...names])];
}
