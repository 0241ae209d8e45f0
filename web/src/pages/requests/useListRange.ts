import { useState } from 'react';
import type { Range } from '../../hooks/useRange';

export interface ListRange {
  shown: Range; // of the rows on the screen
  isBehind: boolean; // the page's range has moved on
  follow: () => void; // to the page's range
}

/** The range of the list. While "Live" is on, it follows the page's range as long as the top of the list is in view; rows
 * that somebody reads further down stay where they are. */
export function useListRange(range: Range, isAtTop: boolean): ListRange {
  const [shown, setShown] = useState(range);
  if ((isAtTop || !range.live) && shown !== range) setShown(range);
  return { shown, isBehind: shown.key !== range.key, follow: () => setShown(range) };
}
