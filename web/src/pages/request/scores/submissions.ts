/** Scores that the viewer gives. They are sent one after the other; failed ones stay visible until they are dealt with. */

import {
  type QueryKey,
  useMutation,
  useMutationState,
  useQueryClient,
} from '@tanstack/react-query';
import { api, unwrap } from '../../../api/client';
import { keys } from '../../../api/keys';

export const THUMBS = 'helicone-score-feedback'; // Helicone's name for thumbs up or down

export interface NewScore {
  requestId: string;
  name: string;
  value: number | boolean | string;
  rater: string;
  comment?: string;
}

export interface Submission {
  id: number;
  score: NewScore;
  status: 'idle' | 'pending' | 'success' | 'error';
  error: Error | null;
}

export function useSubmitScore() {
  const client = useQueryClient();
  return useMutation({
    mutationKey: keys.giveScore(),
    mutationFn: send,
    scope: { id: 'scores' }, // one after the other: the last one must win
    gcTime: Infinity, // a failed one stays visible until the viewer deals with it
    onSuccess: async (_, { requestId, name }) => {
      const changed: QueryKey[] = [
        keys.request(requestId),
        keys.requestScores(requestId),
        keys.requestPage.all,
      ];
      if (name !== THUMBS) changed.push(keys.scoreNames.all);
      await Promise.all(changed.map(queryKey => client.invalidateQueries({ queryKey })));
    },
  });
}

async function send({ requestId, name, value, rater, comment }: NewScore): Promise<void> {
  if (name === THUMBS) {
    const params = { path: { request_id: requestId } };
    const body = { rating: value === true };
    await unwrap(api.POST('/v1/request/{request_id}/feedback', { params, body }));
    return;
  }
  const body = { request_id: requestId, name, value, source: 'human', rater, comment } as const;
  await unwrap(api.POST('/v1/scores', { body }));
}

/** Everything that was submitted since the page was opened, oldest first. */
export function useSubmissions(): Submission[] {
  return useMutationState({
    filters: { mutationKey: keys.giveScore() },
    select: ({ mutationId: id, state }) => ({
      id,
      score: state.variables as NewScore,
      status: state.status,
      error: state.error,
    }),
  });
}

/** Discards a failed submission. */
export function useDismissSubmission() {
  const mutations = useQueryClient().getMutationCache();
  return (id: number) => {
    const mutation = mutations.getAll().find(({ mutationId }) => mutationId === id);
    if (mutation) mutations.remove(mutation);
  };
}
