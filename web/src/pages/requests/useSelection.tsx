import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { RequestRow } from '../../api/requestList';
import type { Column } from '../../components/table/columns';

export interface Selection {
  ids: string[];
  has: (id: string) => boolean;
  toggle: (index: number) => void;
  clear: () => void;
  column: Column<RequestRow>; // the checkboxes
}

/** The requests that the viewer has selected. Shift-click selects all rows from the last clicked one to this one. */
export function useSelection(row: (index: number) => RequestRow | undefined): Selection {
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const lastIndex = useRef<number>(null);
  const rows = useRef(row);
  useEffect(() => {
    rows.current = row;
  });

  const select = useCallback((index: number, on: boolean, isRange: boolean) => {
    const from = isRange && lastIndex.current !== null ? lastIndex.current : index;
    lastIndex.current = index;
    setSelected(before => {
      const after = new Set(before);
      for (let at = Math.min(from, index); at <= Math.max(from, index); at += 1) {
        const id = rows.current(at)?.request_id;
        if (id !== undefined) after[on ? 'add' : 'delete'](id);
      }
      return after;
    });
  }, []);

  return useMemo(
    (): Selection => ({
      ids: [...selected],
      has: id => selected.has(id),
      toggle: index => {
        const id = rows.current(index)?.request_id;
        if (id !== undefined) select(index, !selected.has(id), false);
      },
      clear: () => setSelected(new Set()),
      column: {
        id: 'select',
        title: 'Select',
        width: 44,
        fixed: true,
        hideTitle: true,
        cell: ({ request_id: id }, index) => (
          <input // a plain element, because the table shows dozens of them
            type="checkbox"
            style={{ accentColor: 'var(--g-accent)', verticalAlign: 'middle' }}
            aria-label={`Select ${id}`}
            checked={selected.has(id)}
            onClick={event => event.stopPropagation()}
            onChange={event => {
              const { shiftKey } = event.nativeEvent as unknown as MouseEvent;
              select(index, event.currentTarget.checked, shiftKey);
            }}
          />
        ),
      },
    }),
    [selected, select],
  );
}
