import { periodNames } from '../lib/periods';
import { previousRange } from '../lib/range';
import { useRange } from './useRange';

/** The time that the page's range is compared with, in words: "the 7 days before". */
export function useBefore(): string {
  const range = useRange();
  return periodNames(previousRange(range), range, range.end)[0];
}
