import { Group as Row, Stack } from '@mantine/core';
import { type ReactNode, useMemo } from 'react';
import { QueryState } from '../QueryState';
import type { FilterTree } from '../../lib/filter';
import { ErrorAlert } from '../states';
import { DataTable } from '../table/DataTable';
import type { Sort } from '../table/columns';
import { useRange } from '../../hooks/useRange';
import { groupColumns } from './groupColumns';
import type { GroupBy } from './groupQueries';
import { ScorePicker } from './ScorePicker';
import { SearchField } from '../SearchField';
import { type GroupSearch, sortFromUrl, sortToUrl } from './groupSearch';
import { useSelectedScores } from './useSelectedScores';
import { type GroupRow as GroupRow, useGroups } from './useGroups';

const ROW_PX = 34; // as DataTable's
const MARGIN_PX = 24; // the count of rows, and borders
const DEFAULT_SORT: Sort = { key: 'requests', desc: true };

/** Groups of requests with counts, cost, tokens, latency and scores: any number of them, searched and sorted. `search` is
 * the page's part of the URL, and `onSearch` changes it. */
export function GroupTable({
  by,
  title,
  label,
  filter,
  search,
  onSearch,
  defaultSort = DEFAULT_SORT,
  renderValue,
  onOpen,
  hidden,
  maxHeight = '70vh',
  actions,
  empty,
}: {
  by: GroupBy;
  title: string; // of the column of values
  label: string; // of the table
  filter: FilterTree;
  search: Partial<GroupSearch>;
  onSearch: (changed: Partial<GroupSearch>) => void;
  defaultSort?: Sort;
  renderValue?: (value: string) => ReactNode; // must be the same function while nothing changes
  onOpen?: (value: string | null) => void;
  hidden?: string[];
  maxHeight?: string; // how high it may become
  actions?: ReactNode; // of the field to search in
  empty: ReactNode;
}) {
  const range = useRange();
  const { all, names, shown } = useSelectedScores(search.scores);
  const sort = sortFromUrl(search, defaultSort);
  const groups = useGroups({ by, filter, range, contains: search.q, sort, scores: names });
  const columns = useMemo(
    () => groupColumns(title, shown, renderValue),
    [title, shown, renderValue],
  );
  return (
    <Stack gap="xs">
      <Row gap="xs">
        <SearchField label={`Find in ${label}`} value={search.q} onChange={q => onSearch({ q })} />
        <ScorePicker all={all} names={names} onChange={scores => onSearch({ scores })} />
        {actions}
      </Row>
      <QueryState query={groups.first} what={label} rows={6}>
        {({ count }) =>
          count ? (
            <>
              {groups.failed && <ErrorAlert error={groups.failed} />}
              <DataTable<GroupRow>
                label={label}
                columns={columns}
                total={count}
                row={groups.row}
                onView={groups.onView}
                sort={sort}
                onSort={chosen => onSearch(sortToUrl(chosen))}
                onOpen={onOpen && (({ group }) => onOpen(group.value))}
                hidden={hidden}
                height={`min(${maxHeight}, ${ROW_PX * (count + 1) + MARGIN_PX}px)`}
              />
            </>
          ) : (
            empty
          )
        }
      </QueryState>
    </Stack>
  );
}
