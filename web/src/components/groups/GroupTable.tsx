import { Group, Stack } from '@mantine/core';
import { type ReactNode, useEffect, useMemo } from 'react';
import { useRange } from '../../hooks/useRange';
import { labelledOf } from '../../lib/corrected';
import type { FilterTree } from '../../lib/filter';
import { QueryState } from '../QueryState';
import { SearchField } from '../SearchField';
import { ErrorAlert, Loading } from '../states';
import type { Column, Sort } from '../table/columns';
import { DataTable } from '../table/DataTable';
import { useTableLayout } from '../table/useTableLayout';
import { tableHeight } from '../table/useVisibleItems';
import { groupColumns, nameColumns } from './groupColumns';
import { type GroupBy, PROPERTY, type ScoreName } from './groupQueries';
import { type GroupSearch, sortFromUrl, sortToUrl } from './groupSearch';
import { ScorePicker } from './ScorePicker';
import { type GroupRow, useGroups } from './useGroups';
import { useSelectedScores } from './useSelectedScores';

const NO_SCORES: string[] = [];
const DEFAULT_SORT: Sort = { key: 'requests', desc: true };

interface GroupTableProps {
  by: GroupBy;
  title: string; // of the column of values
  label: string; // of the table
  filter: FilterTree;
  search: Partial<GroupSearch>; // the page's part of the URL
  onSearch: (changed: Partial<GroupSearch>) => void;
  defaultSort?: Sort;
  onOpen?: (value: string | null) => void;
  hidden?: string[]; // ids of columns
  columnsOf?: (scores: ScoreName[], loaded: readonly GroupRow[]) => Column<GroupRow>[]; // instead of the usual ones; stable
  onValues?: (values: string[]) => void; // of the groups that are loaded; stable
  maxHeight?: string; // CSS
  actions?: ReactNode; // beside the search field
  empty: ReactNode; // shown if there are no groups
}

/** A searchable, sortable table of any number of groups of requests, with their numbers and scores. */
export function GroupTable(props: GroupTableProps) {
  const { by, title, label, filter, search, onSearch, defaultSort = DEFAULT_SORT } = props;
  const range = useRange();
  const isNames = by === PROPERTY;
  const { all, names, shown, isPending } = useSelectedScores(search.scores);
  const sort = sortFromUrl(search, defaultSort);
  const groups = useGroups({
    by,
    filter,
    range,
    contains: search.q,
    sort,
    scores: isNames ? NO_SCORES : names,
    labelled: by === 'session' ? NO_SCORES : labelledOf(names, shown), // a session has too few calls
  });
  const { columnsOf, onValues } = props;
  const { loaded, values } = groups;
  const columns = useMemo(() => {
    if (isNames) return nameColumns(title, loaded);
    return columnsOf?.(shown, loaded) ?? groupColumns(title, shown, loaded);
  }, [isNames, columnsOf, title, shown, loaded]);
  useEffect(() => onValues?.(values), [onValues, values]);
  const layout = useTableLayout(`groups.${by}`);
  const { onOpen, hidden, maxHeight = '70vh' } = props;
  return (
    <Stack gap="xs">
      <Group gap="xs">
        <SearchField label={`Find in ${label}`} value={search.q} onChange={q => onSearch({ q })} />
        {!isNames && (
          <ScorePicker all={all} names={names} onChange={scores => onSearch({ scores })} />
        )}
        {props.actions}
      </Group>
      <QueryState query={groups.first} what={label} rows={6}>
        {({ count }) =>
          count && isPending ? ( // without the scores' columns, which would move the others
            <Loading what={label} rows={6} />
          ) : count ? (
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
                keys
                {...layout}
                height={tableHeight(count, maxHeight)}
              />
            </>
          ) : (
            props.empty
          )
        }
      </QueryState>
    </Stack>
  );
}
