import { Button, Group } from '@mantine/core';
import { type KeyboardEvent, useMemo, useRef, useState } from 'react';
import { count } from '../../lib/numbers';
import { CopyButton } from '../CopyButton';
import { JsonLine } from './JsonLine';
import classes from './JsonTree.module.css';
import { firstOpen, type JsonRow, jsonRows, PAGE } from './jsonRows';

const ALL = 1_000; // rows that "Open all" opens at most

/** A JSON document as a tree that is read and opened with arrow keys. Of large objects and arrays it shows a page. */
export function JsonTree({ value, label }: { value: unknown; label: string }) {
  const text = useMemo(() => JSON.stringify(value, null, 2) ?? '', [value]);
  const [open, setOpen] = useState<ReadonlySet<string>>(() => firstOpen(value));
  const [shown, setShown] = useState<ReadonlyMap<string, number>>(new Map());
  const rows = useMemo(() => jsonRows(value, open, shown), [value, open, shown]);

  function toggle(row: JsonRow) {
    if (row.hidden) {
      const path = row.path.slice(0, -' more'.length);
      setShown(new Map(shown).set(path, (shown.get(path) ?? PAGE) + PAGE));
      return;
    }
    const next = new Set(open);
    if (!next.delete(row.path)) next.add(row.path);
    setOpen(next);
  }

  return (
    <div>
      <Group gap={4} mb={4}>
        <Button size="compact-xs" variant="default" onClick={() => setOpen(firstOpen(value, ALL))}>
          Open all
        </Button>
        <Button size="compact-xs" variant="default" onClick={() => setOpen(new Set())}>
          Fold all
        </Button>
        <CopyButton text={text} what={label.toLowerCase()} />
        <span className={classes.size}>{count(text.length)} characters</span>
      </Group>
      <Rows label={label} rows={rows} onToggle={toggle} />
    </div>
  );
}

function Rows({
  label,
  rows,
  onToggle,
}: {
  label: string;
  rows: JsonRow[];
  onToggle: (row: JsonRow) => void;
}) {
  const list = useRef<HTMLDivElement>(null);
  const [at, setAt] = useState('');
  const reachable = rows.some(({ path }) => path === at) ? at : rows[0]!.path;

  function focus(index: number) {
    const row = list.current?.children[index];
    if (row instanceof HTMLElement) row.focus();
  }

  function onKeyDown(event: KeyboardEvent, index: number) {
    const row = rows[index]!;
    const canOpen = row.size !== null || row.hidden > 0 || typeof row.value === 'string';
    const moves: Record<string, () => void> = {
      ArrowDown: () => focus(index + 1),
      ArrowUp: () => focus(index - 1),
      Home: () => focus(0),
      End: () => focus(rows.length - 1),
      ArrowRight: () => (canOpen && !row.isOpen ? onToggle(row) : focus(index + 1)),
      ArrowLeft: () => (row.isOpen ? onToggle(row) : focus(parentOf(rows, index))),
      Enter: () => canOpen && onToggle(row),
    };
    const move = Object.hasOwn(moves, event.key) ? moves[event.key] : undefined;
    if (!move || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    move();
  }

  return (
    <div ref={list} className={classes.tree} role="tree" aria-label={label}>
      {rows.map((row, index) => (
        <JsonLine
          key={row.path}
          row={row}
          isReachable={row.path === reachable}
          onFocus={() => setAt(row.path)}
          onKeyDown={event => onKeyDown(event, index)}
          onToggle={() => onToggle(row)}
        />
      ))}
    </div>
  );
}

function parentOf(rows: JsonRow[], index: number): number {
  const { depth } = rows[index]!;
  return Math.max(
    rows.slice(0, index).findLastIndex(row => row.depth < depth),
    0,
  );
}
