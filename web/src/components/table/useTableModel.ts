import { columnVisibilityFeature, tableFeatures, useTable } from '@tanstack/react-table';
import { useMemo } from 'react';
import { type Column, inOrder, type TableLayout } from './columns';

const features = tableFeatures({ columnVisibilityFeature });

export interface TableModelRow<Row> {
  index: number;
  value: Row | undefined; // undefined: not loaded yet
}

const AS_GIVEN: TableLayout = {};

/** The columns that are not hidden, in their order, and the rows at `indexes`. */
export function useTableModel<Row>(
  {
    columns,
    row,
    hidden,
    layout = AS_GIVEN,
  }: {
    columns: Column<Row>[];
    row: (index: number) => Row | undefined;
    hidden?: string[];
    layout?: TableLayout;
  },
  indexes: number[],
): { columns: Column<Row>[]; rows: TableModelRow<Row>[] } {
  const data = indexes.map((index): TableModelRow<Row> => ({ index, value: row(index) }));
  const definitions = useMemo(
    () => columns.map(column => ({ id: column.id, accessorFn: () => null, meta: column })),
    [columns],
  );
  const columnVisibility = useMemo(
    () => Object.fromEntries((hidden ?? []).map(id => [id, false])),
    [hidden],
  );
  const table = useTable({
    features,
    data,
    columns: definitions,
    state: { columnVisibility },
    getRowId: ({ index }) => String(index),
  });
  const { order } = layout;
  const visible = useMemo(
    () => inOrder(columns, { order }).filter(({ id }) => columnVisibility[id] !== false),
    [columns, columnVisibility, order],
  );
  return { columns: visible, rows: table.getRowModel().rows.map(({ original }) => original) };
}
