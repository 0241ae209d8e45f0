import { place } from '../../components/charts/scale';
import { duration } from '../../lib/numbers';
import classes from './CallBar.module.css';
import type { Call, Step } from './tree';

/** When a call ran, on the time of the whole session. A step without a call: from its first to its last. */
export function Bar<C extends Call>({
  line,
  start,
  end,
  bad,
}: {
  line: Step<C>;
  start: number;
  end: number;
  bad: boolean;
}) {
  const from = end > start ? 100 * place(line.start, start, end) : 0;
  const to = end > start ? 100 * place(line.end, start, end) : 100;
  const kind = line.call ? (bad ? classes.bad : classes.call) : classes.span;
  const words = `${duration(line.end - line.start)}, begins after ${duration(line.start - start)}`;
  return (
    <svg width="100%" height="16" role="img" aria-label={words} className={classes.bar}>
      <line className={classes.axis} x1="0" x2="100%" y1="8" y2="8" />
      <rect
        className={kind}
        x={`${Math.min(from, 99.2)}%`}
        width={`${Math.max(0.8, to - from)}%`}
        y={line.call ? 2 : 6}
        height={line.call ? 12 : 4}
        rx="2"
      />
    </svg>
  );
}
