/** Scores that the viewer gives. They are sent one after the other; failed ones stay visible until they are dealt with. */

import {
  type QueryKey,
  useMutation,
  useMutationState,
  useQueryClient,
} from '@tanstack/react-query';
import { api, unwrap } from '../../api/client';
import { keys } from '../../api/keys';
import type { Target } from '../../api/targetScores';
import type { Value } from './values';

export const THUMBS = 'helicone-score-feedback'; // Helicone's name for thumbs up or down

export interface NewScore {
  target: Target;
  name: string;
  value: Value;
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
    onSuccess: async (_, { target, name }) => {
      const changed = changedBy(target);
      if (name !== THUMBS) changed.push(keys.scoreNames.all);
      await Promise.all(changed.map(queryKey => client.invalidateQueries({ queryKey })));
    },
  });
}

/** The queries that a score of a target changes, except for names. */
export function changedBy({ unit, id }: Target): QueryKey[] {
  return unit === 'request'
    ? [keys.request(id), keys.requestScores(id), keys.requestPage.all]
    : [keys.sessionScores(id)];
}

async function send({ target, name, value, rater, comment }: NewScore): Promise<void> {
  const { unit, id } = target;
  if (name === THUMBS) {
    const body = { rating: value === true };
    await unwrap(
      unit === 'request'
        ? api.POST('/v1/request/{request_id}/feedback', {
            params: { path: { request_id: id } },
            body,
          })
        : api.POST('/v1/session/{session_id}/feedback', {
            params: { path: { session_id: id } },
            body,
          }),
    );
    return;
  }
  const of = unit === 'request' ? { request_id: id } : { session_id: id };
  await unwrap(
    api.POST('/v1/scores', { body: { ...of, name, value, source: 'human', rater, comment } }),
  );
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
