import { position } from '../../components/charts/scale';
import { duration } from '../../lib/numbers';
import classes from './CallBar.module.css';
import type { Call, Step } from './tree';

/** When a call ran within the session. For a step without a call of its own, the span of the calls below it. */
export function CallBar<C extends Call>({
  step,
  start,
  end,
  isFailed,
}: {
  step: Step<C>;
  start: number;
  end: number;
  isFailed: boolean;
}) {
  const from = end > start ? 100 * position(step.start, start, end) : 0;
  const to = end > start ? 100 * position(step.end, start, end) : 100;
  const kind = step.call ? (isFailed ? classes.bad : classes.call) : classes.span;
  const label = `${duration(step.end - step.start)}, starts after ${duration(step.start - start)}`;
  return (
    <svg width="100%" height="16" role="img" aria-label={label} className={classes.bar}>
      <line className={classes.axis} x1="0" x2="100%" y1="8" y2="8" />
      <rect
        className={kind}
        x={`${Math.min(from, 99.2)}%`}
        width={`${Math.max(0.8, to - from)}%`}
        y={step.call ? 2 : 6}
        height={step.call ? 12 : 4}
        rx="2"
      />
    </svg>
  );
}
