import type { RequestRow } from '../../api/requestList';

/** Of what is known; null where nothing is. */
export function sumKnown<T>(of: readonly T[], value: (one: T) => number | null): number | null {
  const known = of.map(value).filter(number => number !== null);
  return known.length ? known.reduce((a, b) => a + b, 0) : null;
}

/** A status of 400 and above, or an outcome that is not ok; null: in flight. */
export const isFailed = ({
  response_status,
  outcome,
}: Pick<RequestRow, 'response_status' | 'outcome'>) =>
  (response_status ?? 0) >= 400 || (outcome !== 'ok' && outcome !== null);
