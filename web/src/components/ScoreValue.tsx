import { decimal, UNKNOWN } from '../lib/numbers';
import { StatusLabel } from './StatusLabel';

/** The value of a score: a number, a boolean as a word, or a label. */
export function ScoreValue({ value }: { value: number | boolean | string | null | undefined }) {
  if (value === null || value === undefined) return <>{UNKNOWN}</>;
  if (typeof value === 'number') return <span className="numeric">{decimal(value)}</span>;
  if (typeof value === 'boolean') {
    return <StatusLabel tone={value ? 'good' : 'bad'}>{value ? 'true' : 'false'}</StatusLabel>;
  }
  return <>{value}</>;
}
