import { queryOptions } from '@tanstack/react-query';
import { api, told } from '../../api/client';
import { keys } from '../../api/keys';
import type { Tree } from '../../lib/filter';
import type { Range } from '../../hooks/useRange';

const unixMs = ({ start, end }: Range) => ({
  startTimeUnixMs: start.getTime(),
  endTimeUnixMs: end.getTime(),
});

/** The fifty names that were used last. */
export function namesQuery(tree: Tree, range: Range) {
  return queryOptions({
    queryKey: keys.sessionNames(tree, range.key),
    queryFn: async ({ signal }) => {
      const body = { filter: tree, timeFilter: unixMs(range) };
      return (await told(api.POST('/v1/session/name/query', { body, signal }))).data;
    },
    placeholderData: before => before,
  });
}

export interface Asked {
  tree: Tree;
  range: Range;
  search: string;
  name: string | undefined;
}

/** How many sessions, and what one of them is like. */
export function countQuery({ tree, range, search, name }: Asked) {
  return queryOptions({
    queryKey: keys.sessionCount(tree, range.key, search, name),
    queryFn: async ({ signal }) => {
      const body = { filter: tree, timeFilter: unixMs(range), search, nameEquals: name ?? null };
      return (await told(api.POST('/v1/session/count', { body, signal }))).data;
    },
    placeholderData: before => before,
  });
}

export const named = (name: string): Tree => ({
  request_response_rmt: { session_name: { equals: name } },
});
