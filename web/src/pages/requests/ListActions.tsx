import { Group } from '@mantine/core';
import type { ListQuery } from '../../api/requestList';
import { BulkActions } from './bulk/BulkActions';
import { ColumnChooser } from './ColumnChooser';
import type { RequestColumn } from './columns';
import { ExportMenu } from './export/ExportMenu';
import type { ListProps } from './listProps';
import type { Selection } from './useSelection';

interface ListActionsProps extends ListProps {
  all: RequestColumn[];
  shown: RequestColumn[];
  query: ListQuery;
  selection: Selection;
  total?: number; // undefined: not known
}

/** What can be done with the list and with the selected requests. */
export function ListActions({
  all,
  shown,
  query,
  selection,
  search,
  onSearch,
  total,
}: ListActionsProps) {
  return (
    <Group gap="xs" role="group" aria-label="Selected requests">
      {selection.ids.length > 0 && <BulkActions selection={selection} />}
      <ColumnChooser
        columns={all}
        shown={shown}
        onChange={columns =>
          onSearch({
            columns,
            widths: columns && search.widths,
            at: search.at,
          })
        }
      />
      <ExportMenu
        query={query}
        columns={all}
        shown={shown}
        selected={selection.ids}
        total={total}
      />
    </Group>
  );
}
