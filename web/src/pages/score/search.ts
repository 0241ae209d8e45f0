import { readOneOf, readText } from '../../lib/searchParams';

export const BUCKETS = ['hour', 'day', 'week'] as const;
export const TYPES = ['number', 'boolean', 'label'] as const;
export const ORDERS = {
  requests: 'Largest group first',
  highest: 'Highest first',
  lowest: 'Lowest first',
  name: 'By name',
} as const;
export type Order = keyof typeof ORDERS;

/** This page's part of the URL, besides range, live and filter. */
export function scoreSearch(raw: Record<string, unknown>) {
  return {
    type: readOneOf(raw.type, TYPES), // for names with values of several types
    bucket: readOneOf(raw.bucket, BUCKETS),
    by: readText(raw.by), // a grouping key of the API, such as 'model' or 'property.Environment'
    split: readText(raw.split), // a grouping key whose values have lines of their own
    label: readText(raw.label), // the label whose change is explained
    best: raw.best === true ? (true as const) : undefined, // the best requests instead of the worst
    order: readOneOf(raw.order, Object.keys(ORDERS) as Order[]),
  };
}
