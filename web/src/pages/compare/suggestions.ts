/** Comparisons that the data suggest: of each key the two values that somebody would compare first. Pure. */

import type { components } from '../../api/schema';
import type { Condition } from '../../lib/filter';
import { groupCondition } from '../../lib/groupCondition';

type RequestGroup = components['schemas']['RequestGroupShape'];

export interface Candidates {
  key: string; // "prompt", "model", "property.Arm"
  groups: Pick<RequestGroup, 'value' | 'requests' | 'first_at'>[]; // most requests first
}

export interface Suggestion {
  key: string;
  title: string; // "PromptVersion"
  values: [string, string];
  requests: [number, number];
  conditions: [Condition, Condition];
}

const LEAST = 10; // requests: a comparison of fewer says nothing

/** Prompts and versions: the two latest, the older one first. Others: the two with most requests. */
export function suggestions(candidates: readonly Candidates[]): Suggestion[] {
  return candidates.flatMap(({ key, groups }) => {
    const known = groups.filter(({ value, requests }) => value !== null && requests >= LEAST);
    const isVersioned = key === 'prompt' || /version/i.test(key);
    const [first, second] = isVersioned
      ? known.toSorted((a, b) => a.first_at.localeCompare(b.first_at)).slice(-2)
      : known.slice(0, 2);
    if (!first || !second) return [];
    const conditions = [first, second].map(({ value }) => groupCondition(key, value, ''));
    const [one, other] = conditions;
    if (!one || !other) return [];
    return [
      {
        key,
        title: TITLES[key] ?? key.replace('property.', ''),
        values: [first.value!, second.value!],
        requests: [first.requests, second.requests],
        conditions: [one, other],
      },
    ];
  });
}

const TITLES: Record<string, string> = { prompt: 'Latest prompts', model: 'Models' };
