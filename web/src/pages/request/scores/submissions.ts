/** Scores that a person gives: sent one after the other, shown as saved once they are, and loud when they are not. */

import {
  type QueryKey,
  useMutation,
  useMutationState,
  useQueryClient,
} from '@tanstack/react-query';
import { api, told } from '../../../api/client';
import { keys } from '../../../api/keys';

export const THUMBS = 'helicone-score-feedback'; // up or down, as Helicone names it

export interface Label {
  requestId: string;
  name: string;
  value: number | boolean | string;
  rater: string;
  comment?: string;
}

export interface Sent {
  id: number;
  label: Label;
  status: 'idle' | 'pending' | 'success' | 'error';
  error: Error | null;
}

export function useLabelling() {
  const client = useQueryClient();
  return useMutation({
    mutationKey: keys.giveScore(),
    mutationFn: send,
    scope: { id: 'labels' }, // one after the other: the last one counts
    gcTime: Infinity, // one that failed is shown until somebody has seen it
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

async function send({ requestId, name, value, rater, comment }: Label): Promise<void> {
  if (name === THUMBS) {
    const params = { path: { request_id: requestId } };
    const body = { rating: value === true };
    await told(api.POST('/v1/request/{request_id}/feedback', { params, body }));
    return;
  }
  const body = { request_id: requestId, name, value, source: 'human', rater, comment } as const;
  await told(api.POST('/v1/scores', { body }));
}

/** All that were given since the page was opened, oldest first. */
export function useSent(): Sent[] {
  return useMutationState({
    filters: { mutationKey: keys.giveScore() },
    select: ({ mutationId: id, state }) => ({
      id,
      label: state.variables as Label,
      status: state.status,
      error: state.error,
    }),
  });
}

/** Forgets one that failed. */
export function useForget() {
  const mutations = useQueryClient().getMutationCache();
  return (id: number) => {
    const found = mutations.getAll().find(({ mutationId }) => mutationId === id);
    if (found) mutations.remove(found);
  };
}
