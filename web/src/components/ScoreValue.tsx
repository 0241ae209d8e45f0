import { fails } from '../lib/passing';
import { decimal, UNKNOWN } from '../lib/numbers';
import classes from './ScoreValue.module.css';
import { StatusLabel } from './StatusLabel';

/** The value of a score: a number, in red where its definition says that it does not pass, a boolean as a word, or a label. */
export function ScoreValue({
  value,
  definition,
}: {
  value: number | boolean | string | null | undefined;
  definition?: Parameters<typeof fails>[0];
}) {
  if (value === null || value === undefined) return <>{UNKNOWN}</>;
  if (typeof value === 'number') {
    const isFailing = fails(definition, value);
    return (
      <span
        className={`numeric ${isFailing ? classes.failing : ''}`}
        title={isFailing ? `${value}: does not pass` : undefined}
      >
        {decimal(value)}
      </span>
    );
  }
  if (typeof value === 'boolean') {
    return (
      <StatusLabel tone={value === (definition?.direction !== 'lower') ? 'good' : 'bad'}>
        {value ? 'true' : 'false'}
      </StatusLabel>
    );
  }
  return <>{value}</>;
}
