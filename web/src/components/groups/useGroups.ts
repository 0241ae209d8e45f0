import { useQueries, type UseQueryResult } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import { api, unwrap } from '../../api/client';
import { keys } from '../../api/keys';
import { and, type FilterTree } from '../../lib/filter';
import type { Sort } from '../table/columns';
import type { Range } from '../../hooks/useRange';
import {
  type Group,
  type GroupBy,
  anyGroupFilter,
  groupScoreQueries,
  scoresByValue,
  type GroupScores,
} from './groupQueries';

const PAGE = 50;

export interface GroupsQuery {
  by: GroupBy;
  filter: FilterTree;
  range: Range;
  contains?: string;
  sort: Sort;
  scores: string[]; // names
}

export interface GroupRow {
  group: Group;
  scores: GroupScores | undefined; // undefined: on their way
}

interface Page {
  groups: Group[];
  count: number;
}

export interface Groups {
  first: UseQueryResult<Page>; // the first page, which tells how many there are
  row: (index: number) => GroupRow | undefined;
  onView: (first: number, last: number) => void;
  failed: Error | null; // of anything but the first page
}

/** Groups of requests with their numbers and scores, a page at a time, as they come into view. */
export function useGroups(asking: GroupsQuery): Groups {
  const [view, setView] = useState([0, 0]);
  const pages = [...new Set([0, ...view])];
  const asked = pages.map(page => pageQuery(asking, page));
  const found = useQueries({ queries: asked });
  const withScores = useQueries({
    queries: pages.map((page, index) => pageScoresQuery(asking, page, found[index]?.data)),
  });
  const onView = useCallback((first: number, last: number) => {
    setView([Math.floor(first / PAGE), Math.floor(last / PAGE)]);
  }, []);

  function row(index: number): GroupRow | undefined {
    const at = pages.indexOf(Math.floor(index / PAGE));
    const group = found[at]?.data?.groups[index % PAGE];
    return group && { group, scores: withScores[at]?.data?.get(group.value) };
  }

  const failed = [...found.slice(1), ...withScores].find(each => each.isError)?.error ?? null;
  return { first: found[0]!, row, onView, failed };
}

function pageQuery({ by, filter, range, contains = '', sort }: GroupsQuery, page: number) {
  return {
    queryKey: keys.requestGroups(by, page, contains, sort, filter, range.key),
    queryFn: async ({ signal }: { signal: AbortSignal }): Promise<Page> => {
      const body = {
        group_by: by,
        filter: and(filter, anyGroupFilter(by)),
        time_range: range.timeRange,
        contains,
        sort: { [sort.key]: sort.desc ? ('desc' as const) : ('asc' as const) },
        limit: PAGE,
        offset: page * PAGE,
      };
      return (await unwrap(api.POST('/v1/request/groups/query', { body, signal }))).data;
    },
    placeholderData: (before: Page | undefined, query?: PreviousQuery) =>
      isSamePage(by, page, query) ? before : undefined,
  };
}

type PreviousQuery = { queryKey: readonly unknown[] };

/** What is shown until new numbers come must not be of another page or kind. */
function isSamePage(by: GroupBy, page: number, query: PreviousQuery | undefined): boolean {
  return query?.queryKey[1] === by && query.queryKey[2] === page;
}

function pageScoresQuery(
  { by, filter, range, scores }: GroupsQuery,
  page: number,
  found: Page | undefined,
) {
  const values = found?.groups.map(({ value }) => value) ?? [];
  return {
    queryKey: keys.groupScores(by, page, values, scores, filter, range.key),
    queryFn: async ({ signal }: { signal: AbortSignal }) => {
      const bodies = groupScoreQueries(by, values, { scores, filter, timeRange: range.timeRange });
      const answers = bodies.map(body => unwrap(api.POST('/v1/scores/query', { body, signal })));
      return scoresByValue(
        by,
        values,
        (await Promise.all(answers)).map(({ data }) => data),
      );
    },
    enabled: scores.length > 0 && values.length > 0,
    placeholderData: (
      before: Map<string | null, GroupScores> | undefined,
      query?: PreviousQuery,
    ) => (isSamePage(by, page, query) ? before : undefined),
  };
}
