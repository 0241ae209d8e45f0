import { type Shortcut, useShortcuts } from '../../hooks/shortcuts';
import type { RowFocus } from './useRowFocus';

/** The keys of the one table that a page is about. Renders nothing. */
export function TableKeys<Row>({
  label,
  focus,
  row,
  onOpen,
  onSelect,
}: {
  label: string;
  focus: RowFocus;
  row: (index: number) => Row | undefined;
  onOpen?: (row: Row, index: number) => void;
  onSelect?: (row: Row, index: number) => void;
}) {
  const step = (by: number) => () => {
    const current = focus.current();
    focus.moveTo(current === null ? focus.reachable : current + by);
  };
  const select = () => {
    const index = focus.current();
    const value = index === null ? undefined : row(index);
    if (index !== null && value !== undefined) onSelect?.(value, index);
  };
  const shortcuts: Shortcut[] = [
    { keys: ['j'], label: 'Next row', run: step(1) },
    { keys: ['k'], label: 'Previous row', run: step(-1) },
  ];
  if (onOpen) shortcuts.push({ keys: ['Enter'], label: 'Open the row' });
  if (onSelect) shortcuts.push({ keys: ['x'], label: 'Select the row', run: select });
  useShortcuts(label, shortcuts);
  return null;
}
