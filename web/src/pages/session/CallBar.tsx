import { position } from '../../components/charts/scale';
import type { Step } from '../../api/steps';
import { hasFailed } from '../../components/steps/visibleSteps';
import { duration } from '../../lib/numbers';
import classes from './CallBar.module.css';

/** When a step ran within the session. A path without a step of its own has the span of the steps below it. */
export function CallBar({ step, start, end }: { step: Step; start: number; end: number }) {
  const begin = Date.parse(step.started_at);
  const from = end > start ? 100 * position(begin, start, end) : 0;
  const to = end > start ? 100 * position(begin + (step.duration_ms ?? 0), start, end) : 100;
  const isCall = step.kind === 'call';
  const kind = hasFailed(step) ? classes.bad : isCall ? classes.call : classes.span;
  const label = `${duration(step.duration_ms)}, starts after ${duration(begin - start)}`;
  return (
    <svg width="100%" height="16" role="img" aria-label={label} className={classes.bar}>
      <line className={classes.axis} x1="0" x2="100%" y1="8" y2="8" />
      <rect
        className={kind}
        x={`${Math.min(from, 99.2)}%`}
        width={`${Math.max(0.8, to - from)}%`}
        y={isCall ? 3 : 6}
        height={isCall ? 10 : 4}
        rx="2"
      />
    </svg>
  );
}
