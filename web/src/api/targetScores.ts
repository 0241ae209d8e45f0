/** Scores of a request or of a session. */

import { queryOptions } from '@tanstack/react-query';
import { api, unwrap } from './client';
import { keys } from './keys';
import { requestScoresQuery, type ScoreRecord } from './requests';

export interface Target {
  unit: 'request' | 'session';
  id: string;
}

/** The scores of a session itself, not of its calls, including replaced ones; oldest first. */
export const sessionScoresQuery = (sessionId: string) =>
  queryOptions({
    queryKey: keys.sessionScores(sessionId),
    queryFn: async ({ signal }): Promise<ScoreRecord[]> => {
      const params = { query: { session_id: sessionId, include_superseded: true } };
      return (await unwrap(api.GET('/v1/scores', { params, signal }))).data;
    },
  });

/** The scores of a target, including replaced ones; oldest first. Both kinds of keys have the id alone. */
export const targetScoresQuery = ({ unit, id }: Target) => ({
  ...(unit === 'request' ? requestScoresQuery(id) : sessionScoresQuery(id)),
  queryKey: unit === 'request' ? keys.requestScores(id) : keys.sessionScores(id),
});
