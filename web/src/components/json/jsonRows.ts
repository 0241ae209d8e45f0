/** A JSON document as the rows of a tree of which parts are open. Pure. */

export interface JsonRow {
  path: string; // unique in the document
  depth: number;
  name: string | null; // the key or the index; null: the document itself
  value: unknown;
  size: number | null; // the number of members; null: not an object or array
  isOpen: boolean;
  hidden: number; // members that are not shown; only of the row that stands for them
}

export const PAGE = 100; // members of an object or array that are shown at once
const FIRST_ROWS = 60; // that are open at first

export const members = (value: unknown): [name: string, value: unknown][] | null =>
  typeof value === 'object' && value !== null ? Object.entries(value) : null;

/** `open`: the paths of open objects and arrays. `shown`: how many members of a path are shown, if not PAGE. */
export function jsonRows(
  root: unknown,
  open: ReadonlySet<string>,
  shown: ReadonlyMap<string, number>,
): JsonRow[] {
  const rows: JsonRow[] = [];
  const add = (path: string, depth: number, name: string | null, value: unknown) => {
    const all = members(value);
    const isOpen = open.has(path);
    rows.push({ path, depth, name, value, size: all?.length ?? null, isOpen, hidden: 0 });
    if (!all || !isOpen) return;
    const count = shown.get(path) ?? PAGE;
    for (const [key, each] of all.slice(0, count)) add(below(path, key), depth + 1, key, each);
    if (all.length > count) {
      const hidden = all.length - count;
      const more = { name: null, value: undefined, size: null, isOpen: false, hidden };
      rows.push({ path: `${path} more`, depth: depth + 1, ...more });
    }
  };
  add('', 0, null, root);
  return rows;
}

const below = (path: string, key: string) =>
  `${path}/${key.replaceAll('~', '~0').replaceAll('/', '~1').replaceAll(' ', '~2')}`;

/** What is open at first: level by level, as long as there are not too many rows. */
export function firstOpen(root: unknown, most = FIRST_ROWS): Set<string> {
  const open = new Set<string>();
  let level: [path: string, value: unknown][] = [['', root]];
  let rows = 1;
  while (level.length) {
    const next: [string, unknown][] = [];
    for (const [path, value] of level) {
      const all = members(value);
      if (!all) continue;
      rows += Math.min(all.length, PAGE);
      if (rows > most && open.size) return open;
      open.add(path);
      for (const [key, each] of all.slice(0, PAGE)) next.push([below(path, key), each]);
    }
    level = next;
  }
  return open;
}
