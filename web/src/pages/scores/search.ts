import { readOneOf, readText } from '../../lib/searchParams';

export const ORDERS = { name: 'By name', ratings: 'Most scores', recent: 'Last scored' } as const;
export type Order = keyof typeof ORDERS;

/** This page's part of the URL, besides range, live and filter. */
export function scoresSearch(raw: Record<string, unknown>) {
  const page = Number(raw.page);
  return {
    q: readText(raw.q), // contained in the names
    order: readOneOf(raw.order, Object.keys(ORDERS) as Order[]),
    page: Number.isSafeInteger(page) && page > 1 ? page : undefined,
  };
}
