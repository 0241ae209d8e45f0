/** What groups can be sorted by; a file of its own, as the URL's part of a page is loaded at once. */
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
