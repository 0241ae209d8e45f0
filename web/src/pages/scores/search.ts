import { readOneOf, readText } from '../../lib/searchParams';

export const ORDERS = { name: 'By name', ratings: 'Most ratings', recent: 'Last rated' } as const;
export type Order = keyof typeof ORDERS;

/** What this page keeps in the URL beside range, live and filter. */
export function scoresSearch(raw: Record<string, unknown>) {
  const page = Number(raw.page);
  return {
    q: readText(raw.q), // part of the names
    order: readOneOf(raw.order, Object.keys(ORDERS) as Order[]),
    page: Number.isSafeInteger(page) && page > 1 ? page : undefined,
  };
}
