import { useQueries, type UseQueryResult } from '@tanstack/react-query';
import { useCallback, useMemo, useState } from 'react';
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

const PAGE_ROWS = 50;

export interface GroupsQuery {
  by: GroupBy;
  filter: FilterTree;
  range: Range;
  contains?: string;
  sort: Sort;
  scores: string[]; // names
  labelled: string[]; // those whose means are to be corrected, too
}

export interface GroupRow {
  group: Group;
  scores: GroupScores | undefined; // undefined: still loading
}

interface Page {
  groups: Group[];
  count: number;
}

export interface Groups {
  first: UseQueryResult<Page>; // the first page, which has the total count
  row: (index: number) => GroupRow | undefined;
  loaded: GroupRow[]; // the rows of the first page that have been loaded
  values: string[]; // of the groups that are loaded; changes only with them
  onView: (first: number, last: number) => void;
  failed: Error | null; // the error of any other query
}

/** Groups of requests with their numbers and scores, loaded page by page as they come into view. */
export function useGroups(query: GroupsQuery): Groups {
  const [view, setView] = useState([0, 0]);
  const pages = [...new Set([0, ...view])];
  const groups = useQueries({ queries: pages.map(page => pageQuery(query, page)) });
  const scores = useQueries({
    queries: pages.map((page, index) => pageScoresQuery(query, page, groups[index]?.data)),
  });
  const onView = useCallback((first: number, last: number) => {
    setView([Math.floor(first / PAGE_ROWS), Math.floor(last / PAGE_ROWS)]);
  }, []);

  function row(index: number): GroupRow | undefined {
    const at = pages.indexOf(Math.floor(index / PAGE_ROWS));
    const group = groups[at]?.data?.groups[index % PAGE_ROWS];
    return group && { group, scores: scores[at]?.data?.get(group.value) };
  }

  const page = groups[0]?.data;
  const pageScores = scores[0]?.data;
  const loaded = useMemo(
    () => page?.groups.map(group => ({ group, scores: pageScores?.get(group.value) })) ?? [],
    [page, pageScores],
  );
  const known = groups.flatMap(({ data }) => data?.groups.map(({ value }) => value) ?? []);
  const list = JSON.stringify(known.filter(value => value !== null));
  const values = useMemo(() => JSON.parse(list) as string[], [list]);
  const failed = [...groups.slice(1), ...scores].find(each => each.isError)?.error ?? null;
  return { first: groups[0]!, row, loaded, values, onView, failed };
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
        limit: PAGE_ROWS,
        offset: page * PAGE_ROWS,
      };
      return (await unwrap(api.POST('/v1/request/groups/query', { body, signal }))).data;
    },
    placeholderData: (previous: Page | undefined, query?: PreviousQuery) =>
      isSamePage(by, page, query) ? previous : undefined,
  };
}

type PreviousQuery = { queryKey: readonly unknown[] };

/** A result may stay on the screen while the next one loads only if it is of the same page and grouping. */
function isSamePage(by: GroupBy, page: number, query: PreviousQuery | undefined): boolean {
  return query?.queryKey[1] === by && query.queryKey[2] === page;
}

function pageScoresQuery(
  { by, filter, range, scores, labelled }: GroupsQuery,
  page: number,
  groups: Page | undefined,
) {
  const values = groups?.groups.map(({ value }) => value) ?? [];
  return {
    queryKey: keys.groupScores(by, page, values, scores, labelled, filter, range.key),
    queryFn: async ({ signal }: { signal: AbortSignal }) => {
      const base = { scores, labelled, filter, timeRange: range.timeRange };
      const bodies = groupScoreQueries(by, values, base);
      const results = bodies.map(body => unwrap(api.POST('/v1/scores/query', { body, signal })));
      return scoresByValue(
        by,
        values,
        (await Promise.all(results)).map(({ data }) => data),
      );
    },
    enabled: scores.length > 0 && values.length > 0,
    placeholderData: (
      previous: Map<string | null, GroupScores> | undefined,
      query?: PreviousQuery,
    ) => (isSamePage(by, page, query) ? previous : undefined),
  };
}
