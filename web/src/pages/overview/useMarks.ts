import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Range } from '../../hooks/useRange';
import type { FilterTree } from '../../lib/filter';
import { marksOf } from './marks';
import { type Bucket, firstsQuery } from './queries';

/** Where a model, prompt or property value first occurred. */
export function useMarks(range: Range, filter: FilterTree, buckets: Bucket[] | undefined) {
  const { data } = useQuery(firstsQuery(range, filter));
  return useMemo(() => {
    const since = Math.max(buckets?.[0]?.at ?? 0, range.start.getTime());
    const requests = buckets?.reduce((sum, bucket) => sum + bucket.requests, 0) ?? 0;
    return data && requests ? marksOf(data, requests, since, range.end.getTime()) : [];
  }, [data, buckets, range]);
}
