import { useWindowVirtualizer, type VirtualItem } from '@tanstack/react-virtual';
import { useCallback, useEffect } from 'react';
import { usePlace } from '../../hooks/usePlace';
import type { Entry } from './queries';

const ENTRY_PX = 220; // of a call that was not drawn yet
const AROUND = 12; // calls that are drawn above and below those in view

/** Which calls have to be drawn. `top`: pixels of the page above the list. */
export function useCallsInView(entries: Entry[], top: number) {
  const measured = usePlace<VirtualItem[]>('conversation');
  const getItemKey = useCallback((index: number) => entries[index]!.requestId, [entries]);
  const virtual = useWindowVirtualizer({
    count: entries.length,
    estimateSize: () => ENTRY_PX,
    getItemKey,
    overscan: AROUND,
    scrollMargin: top,
    initialMeasurementsCache: measured.kept, // as high as it was, for who comes back
  });
  useEffect(() => measured.keep(virtual.measurementsCache));
  return virtual;
}
