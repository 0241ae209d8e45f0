import { queryOptions } from '@tanstack/react-query';
import { api, unwrap } from './client';
import { keys } from './keys';
import type { components } from './schema';

export type Step = components['schemas']['StepShape'];
export type StepCall = components['schemas']['StepCall'];

/** The steps of a session as a tree, depth first; at most 10,000. `rangeKey`: '' unless the page is live. */
export const stepsQuery = (sessionId: string, rangeKey = '') =>
  queryOptions({
    queryKey: keys.sessionSteps(sessionId, rangeKey),
    queryFn: async ({ signal }) => {
      const params = { path: { session_id: sessionId } };
      return unwrap(api.GET('/v1/session/{session_id}/steps', { params, signal }));
    },
    placeholderData: (previous, query) => (query?.queryKey[1] === sessionId ? previous : undefined),
    staleTime: 30_000, // one request after the other of a session is opened
  });
