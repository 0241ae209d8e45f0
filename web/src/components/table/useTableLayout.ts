import { useLocalStorage } from '@mantine/hooks';
import { useProject } from '../../hooks/useProject';
import type { TableLayout } from './columns';

const VERSION = 1; // of what is stored: increase it when the ids of columns change

/** The order and widths of a table's columns, kept in this browser by project and by the table's name. */
export function useTableLayout(name: string) {
  const project = useProject();
  const [layout, setLayout] = useLocalStorage<TableLayout>({
    key: `gnomon.table.${VERSION}.${project}.${name}`,
    defaultValue: {},
    deserialize: readLayout,
    getInitialValueInEffect: false,
  });
  return { layout, onLayout: setLayout };
}

/** What is stored may be of an older version, or written by somebody else. */
export function readLayout(text: string | undefined): TableLayout {
  try {
    const { order, widths } = JSON.parse(text ?? '{}') as TableLayout;
    return {
      order: Array.isArray(order) ? order.filter(id => typeof id === 'string') : undefined,
      widths: Object.fromEntries(
        Object.entries(widths ?? {}).filter(([, width]) => Number.isFinite(width)),
      ),
    };
  } catch {
    return {};
  }
}
