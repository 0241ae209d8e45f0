/** What groups can be sorted by. A module of its own: the readers of the URL are part of the initial bundle. */
export const SORT_KEYS = [
  'value',
  'requests',
  'errors',
  'cost',
  'prompt_tokens',
  'completion_tokens',
  'latency',
  'time_to_first_token',
  'first_at',
  'last_at',
] as const;

export type SortKey = (typeof SORT_KEYS)[number];
