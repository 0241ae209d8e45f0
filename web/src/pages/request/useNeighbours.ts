import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback } from 'react';
import { toListQuery } from '../../api/requestList';
import { neighboursQuery, requestQuery, requestScoresQuery } from '../../api/requests';
import { useRange } from '../../hooks/useRange';

/** The neighbours of a request in the list that the URL describes, and a function that goes to one of them. Loads the next
 * request in advance. `exists`: whether the request itself was found. */
export function useNeighbours(requestId: string, exists: boolean) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const search = useSearch({ from: '/requests/$requestId' });
  const { start, end } = useRange().timeFilter;
  const neighboursOf = useCallback(
    (id: string) => neighboursQuery(id, search, () => toListQuery(search, { start, end })),
    [search, start, end],
  );
  const neighbours = useQuery({ ...neighboursOf(requestId), enabled: exists });
  const next = neighbours.data?.next ?? '';
  const prefetch = { enabled: Boolean(next), notifyOnChangeProps: [] };
  useQuery({ ...requestQuery(next), ...prefetch });
  useQuery({ ...requestScoresQuery(next), ...prefetch });

  /** Resolves to whether there was a request to go to. */
  const step = useCallback(
    async (to: 'next' | 'previous') => {
      if (!exists) return false;
      // waits for the neighbours if they are still loading
      const target = (await client.ensureQueryData(neighboursOf(requestId)))[to];
      if (!target) return false;
      await navigate({
        to: '/requests/$requestId',
        params: { requestId: target },
        search: before => ({ ...before }),
      });
      return true;
    },
    [client, navigate, requestId, exists, neighboursOf],
  );
  return { neighbours, step };
}
