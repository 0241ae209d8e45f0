import type { TableLayout } from '../../components/table/columns';
import type { RequestColumn } from './columns';
import type { ListProps } from './listProps';

/** The order and widths of the columns, which the URL keeps. */
export function layoutProps({ search, onSearch }: ListProps, shown: readonly RequestColumn[]) {
  const layout: TableLayout = { widths: search.widths };
  return {
    layout,
    onLayout: ({ order, widths }: TableLayout) => {
      const ids = order?.filter(id => shown.some(column => column.id === id));
      const columns = ids?.length ? ids : search.columns;
      const isAny = widths !== undefined && Object.keys(widths).length > 0;
      onSearch({ columns, widths: isAny ? widths : undefined, at: search.at }, true);
    },
  };
}
