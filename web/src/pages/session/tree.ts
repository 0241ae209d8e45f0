/** The calls of a session as a tree by path: /plan, /plan/search, /plan/search/rank … */

export interface Call {
  session_path: string | null;
  request_created_at: string;
  delay_ms: number | null;
}

/** A row of the timeline: a call, or a part of a path that has calls below it but no call of its own. */
export interface Step<C extends Call> {
  depth: number;
  label: string; // the last part of the path
  path: string;
  call: C | undefined;
  start: number; // milliseconds since 1970
  end: number; // without a call: the end of all steps below; of a call in flight: its start
}

interface Node<C extends Call> {
  label: string;
  path: string;
  calls: C[];
  below: Map<string, Node<C>>;
}

const MAX_DEPTH = 20; // the rest of a longer path becomes its last part

function parts(path: string | null): string[] {
  const all = (path ?? '').split('/').filter(part => part !== '');
  return all.length <= MAX_DEPTH
    ? all
    : [...all.slice(0, MAX_DEPTH - 1), all.slice(MAX_DEPTH - 1).join('/')];
}

/** Steps by start time, each before those below it. Calls without a path are at the top level. */
export function steps<C extends Call>(calls: readonly C[]): Step<C>[] {
  const root = node<C>('', '');
  for (const call of calls) {
    let at = root;
    for (const part of parts(call.session_path)) {
      if (!at.below.has(part)) at.below.set(part, node(part, `${at.path}/${part}`));
      at = at.below.get(part)!;
    }
    at.calls.push(call);
  }
  return inOrder([...root.calls.map(call => [lineOf(call, root, 0)]), ...groupsBelow(root, 0)]);
}

const node = <C extends Call>(label: string, path: string): Node<C> => ({
  label,
  path,
  calls: [],
  below: new Map(),
});

const groupsBelow = <C extends Call>(of: Node<C>, depth: number) =>
  [...of.below.values()].map(each => linesOf(each, depth));

const inOrder = <C extends Call>(groups: Step<C>[][]): Step<C>[] =>
  groups.toSorted((a, b) => a[0]!.start - b[0]!.start).flat();

function linesOf<C extends Call>(of: Node<C>, depth: number): Step<C>[] {
  const own = of.calls.map(call => lineOf(call, of, depth));
  const below = inOrder(groupsBelow(of, depth + 1));
  if (own.length) return [...own, ...below];
  const start = Math.min(...below.map(line => line.start));
  const end = Math.max(...below.map(line => line.end));
  return [{ depth, label: of.label, path: of.path, call: undefined, start, end }, ...below];
}

function lineOf<C extends Call>(call: C, { label, path }: Node<C>, depth: number): Step<C> {
  const start = Date.parse(call.request_created_at);
  return {
    depth,
    label: label || '/',
    path: path || '/',
    call,
    start,
    end: start + (call.delay_ms ?? 0),
  };
}
