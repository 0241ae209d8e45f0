import { useNavigate } from '@tanstack/react-router';
import { useCallback } from 'react';
import type { RequestRow } from '../../api/requestList';

/** Goes to the page of a request. It keeps the list's search parameters, which "next" and "previous" need. */
export function useOpenRequest() {
  const navigate = useNavigate();
  return useCallback(
    ({ request_id: requestId }: RequestRow) =>
      void navigate({
        to: '/requests/$requestId',
        params: { requestId },
        search: before => ({ ...before }),
      }),
    [navigate],
  );
}
