import { queryOptions } from '@tanstack/react-query';
import { api, unwrap } from './client';
import { keys } from './keys';
import { sameExceptTime } from './placeholder';
import type { components } from './schema';

type Schemas = components['schemas'];
export type FoundChange = Schemas['ChangeShape'];
export type LikelyCause = Schemas['CauseShape'];
export type WatchedSeries = Schemas['WatchedShape'];

/** The times at which the level of a score or metric changed. One for each type of values that a score has. */
export function foundChangesQuery(
  body: Pick<Schemas['ChangesQuery'], 'score' | 'metric' | 'label' | 'filter' | 'time_range'>,
) {
  return queryOptions({
    queryKey: keys.foundChanges(body),
    queryFn: async ({ signal }): Promise<WatchedSeries[]> =>
      (await unwrap(api.POST('/v1/changes/query', { body, signal }))).data,
    placeholderData: (previous, query) => (sameExceptTime(query, body) ? previous : undefined),
  });
}
