import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback } from 'react';
import { toListQuery } from '../../api/requestList';
import { neighboursQuery, requestQuery, requestScoresQuery } from '../../api/requests';
import { useRange } from '../../hooks/useRange';

/** Along the list in the URL: the ones beside this request, and the way there. The next one is loaded beforehand.
 * `known`: whether there is such a request. */
export function useNeighbours(requestId: string, known: boolean) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const search = useSearch({ from: '/requests/$requestId' });
  const { start, end } = useRange().timeFilter;
  const neighbours = useCallback(
    (id: string) => neighboursQuery(id, search, () => toListQuery(search, { start, end })),
    [search, start, end],
  );
  const beside = useQuery({ ...neighbours(requestId), enabled: known });
  const next = beside.data?.next ?? '';
  const ahead = { enabled: Boolean(next), notifyOnChangeProps: [] };
  useQuery({ ...requestQuery(next), ...ahead });
  useQuery({ ...requestScoresQuery(next), ...ahead });
  useQuery({ ...neighbours(next), ...ahead });

  const step = useCallback(
    async (to: 'next' | 'previous') => {
      if (!known) return false;
      // who is faster than the answer waits for it
      const found = (await client.ensureQueryData(neighbours(requestId)))[to];
      if (!found) return false;
      await navigate({
        to: '/requests/$requestId',
        params: { requestId: found },
        search: before => ({ ...before }),
      });
      return true;
    },
    [client, navigate, requestId, known, neighbours],
  );
  return { beside, step };
}
