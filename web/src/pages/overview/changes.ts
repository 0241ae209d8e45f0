/** How a figure changed against the period before, in words, and whether that is better or worse for certain. */

import { digitsOf, type Interval } from '../../lib/means';
import { fixed, percent } from '../../lib/numbers';

export type Tone = 'better' | 'worse' | 'neutral';

export interface Change {
  text: string;
  tone: Tone;
  hint?: string;
}

type MaybeNumber = number | null | undefined;

/** +12%, −6%; null: nothing to compare with. */
export function relativeChange(now: MaybeNumber, before: MaybeNumber): string | null {
  if (typeof now !== 'number' || typeof before !== 'number' || !before) return null;
  const share = now / before - 1;
  const text = percent(Math.abs(share));
  if (text === percent(0)) return 'no change';
  return `${sign(share)}${text}`;
}

/** "−0.06 [−0.08, −0.04]"; of a share in points of a hundred: "+1.1 [0.2, 2.1] pp". */
export function differenceText(difference: number, interval: Interval, isShare: boolean): string {
  const scale = isShare ? 100 : 1;
  const { low, high } = interval;
  const hasInterval = typeof low === 'number' && typeof high === 'number';
  const digits = hasInterval ? digitsOf([{ low: low * scale, high: high * scale }]) : 1;
  const write = (value: number) => fixed(value * scale, digits).replace('-', '−');
  const signed = `${difference > 0 ? '+' : ''}${write(difference)}`;
  const ends = hasInterval ? ` [${write(low)}, ${write(high)}]` : '';
  return `${signed}${ends}${isShare ? ' pp' : ''}`;
}

/** Better or worse, if the interval leaves out 0 and a direction is known; otherwise neutral. */
export function toneOf(interval: Interval, better: 'higher' | 'lower' | null | undefined): Tone {
  const { low, high } = interval;
  if (typeof low !== 'number' || typeof high !== 'number' || !better) return 'neutral';
  if (low <= 0 && high >= 0) return 'neutral';
  return low > 0 === (better === 'higher') ? 'better' : 'worse';
}

/** Whether the interval leaves out 0. */
export const isSeen = ({ low, high }: Interval) =>
  typeof low === 'number' && typeof high === 'number' && (low > 0 || high < 0);

const sign = (value: number) => (value > 0 ? '+' : '−');

const DAY_MS = 86_400_000;

/** "the 7 days before" */
export function periodBefore({ start, end }: { start: Date; end: Date }): string {
  const days = (end.getTime() - start.getTime()) / DAY_MS;
  if (Math.abs(days - Math.round(days)) < 0.02 && days > 1.5)
    return `the ${Math.round(days)} days before`;
  const hours = Math.round(days * 24);
  return hours <= 1
    ? 'the hour before'
    : hours < 72
      ? `the ${hours} hours before`
      : 'the same time before';
}
