import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { RequestRow } from '../../api/requestList';
import type { Column } from '../../components/table/columns';

export interface Selection {
  ids: string[];
  clear: () => void;
  column: Column<RequestRow>;
}

/** Which requests are chosen. Shift and a click choose all between this one and the one before. */
export function useSelection(row: (index: number) => RequestRow | undefined): Selection {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const last = useRef<number>(null);
  const rows = useRef(row);
  useEffect(() => {
    rows.current = row;
  });

  const choose = useCallback((index: number, on: boolean, all: boolean) => {
    const from = all && last.current !== null ? last.current : index;
    last.current = index;
    setChosen(before => {
      const after = new Set(before);
      for (let at = Math.min(from, index); at <= Math.max(from, index); at += 1) {
        const id = rows.current(at)?.request_id;
        if (id !== undefined) after[on ? 'add' : 'delete'](id);
      }
      return after;
    });
  }, []);

  return useMemo(
    () => ({
      ids: [...chosen],
      clear: () => setChosen(new Set()),
      column: {
        id: 'choose',
        title: 'Choose',
        width: 40,
        bare: true,
        cell: ({ request_id: id }, index) => (
          <input // a plain one: there are dozens in view
            type="checkbox"
            style={{ accentColor: 'var(--mantine-primary-color-filled)', verticalAlign: 'middle' }}
            aria-label={`Choose ${id}`}
            checked={chosen.has(id)}
            onClick={event => event.stopPropagation()}
            onChange={event => {
              const { shiftKey } = event.nativeEvent as unknown as MouseEvent;
              choose(index, event.currentTarget.checked, shiftKey);
            }}
          />
        ),
      },
    }),
    [chosen, choose],
  );
}
