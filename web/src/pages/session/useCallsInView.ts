import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { useCallback } from 'react';
import type { Entry } from './queries';

const ENTRY_PX = 220; // of a call that was not drawn yet
const AROUND = 12; // calls that are drawn above and below those in view

/** Which calls have to be drawn. `top`: pixels of the page above the list. */
export function useCallsInView(entries: Entry[], top: number) {
  const getItemKey = useCallback((index: number) => entries[index]!.requestId, [entries]);
  return useWindowVirtualizer({
    count: entries.length,
    estimateSize: () => ENTRY_PX,
    getItemKey,
    overscan: AROUND,
    scrollMargin: top,
  });
}
