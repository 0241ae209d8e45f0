import { useState } from 'react';
import type { Range } from '../../hooks/useRange';

export interface ListRange {
  shown: Range; // what the list is of
  waits: boolean; // there may be more by now
  follow: () => void;
}

/** The range of the list. While "live" is on it moves along as long as the top is in view; what is being read further down
 * stays where it is. */
export function useListRange(range: Range, atTop: boolean): ListRange {
  const [shown, setShown] = useState(range);
  if ((atTop || !range.live) && shown !== range) setShown(range);
  return { shown, waits: shown.key !== range.key, follow: () => setShown(range) };
}
