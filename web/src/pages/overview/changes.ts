/** How a figure changed against the period before, in words, and whether that is better or worse for certain. */

import type { Interval } from '../../lib/means';
import { percent } from '../../lib/numbers';

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
