import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api, told } from '../../api/client';
import { question, type ListSearch } from '../../api/requestList';
import type { Range } from '../../parts/useRange';

export interface Window {
  shown: Range; // what the list is of
  newer: number; // requests that have come since; 0 where the list follows by itself
  follow: () => void;
}

/** The range of the list. While "live" is on it moves along as long as the top is in view; what is being read further down
 * stays where it is, and what has come is counted. */
export function useWindow(range: Range, search: ListSearch, atTop: boolean): Window {
  const [shown, setShown] = useState(range);
  if ((atTop || !range.live) && shown !== range) setShown(range);
  const since = { start: shown.end.toISOString(), end: range.end.toISOString() };
  const waits = shown.end < range.end;
  const newer = useQuery({
    queryKey: ['newer requests', search.f, search.text, since],
    queryFn: async ({ signal }) => {
      const { filter } = question(search, since);
      return (await told(api.POST('/v1/request/count/query', { body: { filter }, signal }))).data;
    },
    enabled: waits,
    placeholderData: before => before,
  });
  return { shown, newer: waits ? (newer.data ?? 0) : 0, follow: () => setShown(range) };
}
