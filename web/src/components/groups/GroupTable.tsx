import { Group as Row, Stack } from '@mantine/core';
import { type ReactNode, useMemo } from 'react';
import { Asked } from '../QueryState';
import type { Tree } from '../../lib/filter';
import { Failed } from '../states';
import { DataTable } from '../table/DataTable';
import type { Sort } from '../table/columns';
import { useRange } from '../../hooks/useRange';
import { columnsOf } from './groupColumns';
import type { GroupBy } from './groupQueries';
import { ScorePicker } from './ScorePicker';
import { SearchField } from '../SearchField';
import { type GroupSearch, sortIn, sortToUrl } from './groupSearch';
import { useChosenScores } from './useSelectedScores';
import { type Row as GroupRow, useGroups } from './useGroups';

const ROW_PX = 34; // as DataTable's
const MARGIN_PX = 24; // the count of rows, and borders
const USUAL: Sort = { key: 'requests', desc: true };

/** Groups of requests with counts, cost, tokens, latency and scores: any number of them, searched and sorted. `search` is
 * the page's part of the URL, and `onSearch` changes it. */
export function GroupTable({
  by,
  title,
  label,
  tree,
  search,
  onSearch,
  usual = USUAL,
  value,
  onOpen,
  hidden,
  most = '70vh',
  beside,
  empty,
}: {
  by: GroupBy;
  title: string; // of the column of values
  label: string; // of the table
  tree: Tree;
  search: Partial<GroupSearch>;
  onSearch: (changed: Partial<GroupSearch>) => void;
  usual?: Sort;
  value?: (value: string) => ReactNode; // must be the same function while nothing changes
  onOpen?: (value: string | null) => void;
  hidden?: string[];
  most?: string; // how high it may become
  beside?: ReactNode; // of the field to search in
  empty: ReactNode;
}) {
  const range = useRange();
  const { all, names, shown } = useChosenScores(search.scores);
  const sort = sortIn(search, usual);
  const groups = useGroups({ by, tree, range, contains: search.q, sort, scores: names });
  const columns = useMemo(() => columnsOf(title, shown, value), [title, shown, value]);
  return (
    <Stack gap="xs">
      <Row gap="xs">
        <SearchField label={`Find in ${label}`} value={search.q} onChange={q => onSearch({ q })} />
        <ScorePicker all={all} names={names} onChange={scores => onSearch({ scores })} />
        {beside}
      </Row>
      <Asked query={groups.first} what={label} rows={6}>
        {({ count }) =>
          count ? (
            <>
              {groups.failed && <Failed error={groups.failed} />}
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
                height={`min(${most}, ${ROW_PX * (count + 1) + MARGIN_PX}px)`}
              />
            </>
          ) : (
            empty
          )
        }
      </Asked>
    </Stack>
  );
}
