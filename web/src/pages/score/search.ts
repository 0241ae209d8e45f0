import { readOneOf, readText } from '../../lib/searchParams';

export const BUCKETS = ['hour', 'day', 'week'] as const;
export const TYPES = ['number', 'boolean', 'label'] as const;
export const ORDERS = {
  requests: 'Most requests',
  highest: 'Highest first',
  lowest: 'Lowest first',
  name: 'By name',
} as const;
export type Order = keyof typeof ORDERS;

/** What this page keeps in the URL beside range, live and filter. */
export function scoreSearch(raw: Record<string, unknown>) {
  return {
    type: readOneOf(raw.type, TYPES), // of a name that has values of several
    bucket: readOneOf(raw.bucket, BUCKETS),
    by: readText(raw.by), // a key of scores/query: model, property.Environment …
    order: readOneOf(raw.order, Object.keys(ORDERS) as Order[]),
  };
}
