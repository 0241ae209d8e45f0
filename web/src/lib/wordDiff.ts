/** Which words of two texts differ. Pure. */

export interface DiffRun {
  kind: 'same' | 'removed' | 'added';
  text: string;
}

const MAX_EDITS = 600; // beyond that the texts have little in common, and the search takes its square in time and memory

/** The runs of words from `before` to `after`: those of 'same' and 'removed' are `before`, of 'same' and 'added' `after`. */
export function diffWords(before: string, after: string): DiffRun[] {
  const a = tokens(before);
  const b = tokens(after);
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head++;
  let tail = 0;
  const most = Math.min(a.length, b.length) - head;
  while (tail < most && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail++;
  return joined([
    ...a.slice(0, head).map(text => run('same', text)),
    ...changes(a.slice(head, a.length - tail), b.slice(head, b.length - tail)),
    ...a.slice(a.length - tail).map(text => run('same', text)),
  ]);
}

const run = (kind: DiffRun['kind'], text: string): DiffRun => ({ kind, text });

/** Words, numbers and single other characters; white space belongs to what it follows. */
function tokens(text: string): string[] {
  return text.match(/(?:[\p{L}\p{N}_]+|[^\p{L}\p{N}_\s])\s*|\s+/gu) ?? [];
}

function changes(a: string[], b: string[]): DiffRun[] {
  const rounds = search(a, b);
  if (!rounds)
    return [...a.map(text => run('removed', text)), ...b.map(text => run('added', text))];
  const back: DiffRun[] = [];
  let x = a.length;
  let y = b.length;
  for (let d = rounds.length - 1; d >= 0; d--) {
    const reach = rounds[d]!;
    const k = x - y;
    const down = goesDown(reach, k, d);
    const startX = d === 0 ? 0 : down ? at(reach, k + 1) : at(reach, k - 1) + 1;
    while (x > startX && y > 0) {
      back.push(run('same', a[--x]!));
      y--;
    }
    if (d === 0) break;
    back.push(down ? run('added', b[--y]!) : run('removed', a[--x]!));
  }
  return back.reverse();
}

/** Myers, "An O(ND) difference algorithm" (1986): for each number of edits, how far each diagonal got before it. Null: the
 * texts differ in more than MAX_EDITS words. */
function search(a: string[], b: string[]): Map<number, number>[] | null {
  const rounds: Map<number, number>[] = [];
  let reach = new Map([[1, 0]]);
  for (let d = 0; d <= Math.min(MAX_EDITS, a.length + b.length); d++) {
    rounds.push(reach);
    const next = new Map<number, number>();
    for (let k = -d; k <= d; k += 2) {
      let x = goesDown(reach, k, d) ? at(reach, k + 1) : at(reach, k - 1) + 1;
      while (x < a.length && x - k < b.length && a[x] === b[x - k]) x++;
      next.set(k, x);
      if (x >= a.length && x - k >= b.length) return rounds;
    }
    reach = next;
  }
  return null;
}

const at = (reach: Map<number, number>, k: number) => reach.get(k) ?? -1;
const goesDown = (reach: Map<number, number>, k: number, d: number) =>
  k === -d || (k !== d && at(reach, k - 1) < at(reach, k + 1));

/** Neighbours of one kind become one run, and those between two 'same' are first removed, then added. */
function joined(runs: DiffRun[]): DiffRun[] {
  const all: DiffRun[] = [];
  let removed = '';
  let added = '';
  const flush = () => {
    if (removed) all.push(run('removed', removed));
    if (added) all.push(run('added', added));
    removed = added = '';
  };
  for (const { kind, text } of runs) {
    if (kind === 'removed') removed += text;
    else if (kind === 'added') added += text;
    else {
      flush();
      if (all.at(-1)?.kind === 'same') all.at(-1)!.text += text;
      else all.push(run('same', text));
    }
  }
  flush();
  return all;
}
