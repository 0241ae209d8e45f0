import type { RequestRow } from '../../api/requestList';

/** The sum of the known values; null if none is known. */
export function sumKnown<T>(of: readonly T[], value: (one: T) => number | null): number | null {
  const known = of.map(value).filter(number => number !== null);
  return known.length ? known.reduce((a, b) => a + b, 0) : null;
}

/** Whether a call has a status of 400 or above, or another outcome than "ok". A call in flight has not failed. */
export const isFailed = ({
  response_status,
  outcome,
}: Pick<RequestRow, 'response_status' | 'outcome'>) =>
  (response_status ?? 0) >= 400 || (outcome !== 'ok' && outcome !== null);
