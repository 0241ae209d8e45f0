import { queryOptions } from '@tanstack/react-query';
import { api, unwrap } from './client';
import { keys } from './keys';

export const evaluatorNamesQuery = queryOptions({
  queryKey: keys.evaluatorNames(),
  queryFn: async ({ signal }): Promise<string[]> =>
    (await unwrap(api.GET('/v1/evaluators', { signal }))).data.map(({ name }) => name),
});
