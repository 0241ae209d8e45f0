import type { Definition } from '../../api/scores';
import { formatDifference } from '../../lib/differences';
import { type Change, isSeen, toneOf } from './changes';
import type { Compared } from './queries';

/** How a score changed, in words. Of a score of labels: the label whose share changed most clearly, or the commonest one. */
export function scoreChange(
  rows: readonly Compared[],
  definition: Definition | undefined,
): Change | null {
  const row = rows.length > 1 ? clearestLabel(rows) : rows[0];
  if (!row || row.difference === null) return null;
  const { difference, interval, type, label } = row;
  const words = formatDifference(type === 'number' ? 'number' : 'share', difference, interval);
  const of = label === null ? '' : `${label} `;
  return {
    text: of + (isSeen(interval) ? words : 'no change seen'),
    tone: toneOf(interval, label === null ? definition?.direction : null),
    hint: `${of}${words} against the time before, with its 95% interval`,
  };
}

function clearestLabel(rows: readonly Compared[]): Compared | undefined {
  const clear = rows.filter(({ interval }) => isSeen(interval));
  const share = ({ first, second }: Compared) => (first.mean ?? 0) + (second.mean ?? 0);
  return clear.length
    ? clear.toSorted((a, b) => (a.p_value ?? 1) - (b.p_value ?? 1))[0]
    : rows.toSorted((a, b) => share(b) - share(a))[0];
}
