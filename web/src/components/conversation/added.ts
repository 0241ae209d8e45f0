/** What a call added to the conversation of the call before it. Pure. */

import { textOf } from './arrange';
import type { Turn } from './turns';

export interface Added {
  kept: number; // messages that both have
  leftOut: Turn[]; // messages of the call before that this one does not have
  added: Turn[]; // in the request, and the answer
  system: [before: string, after: string] | null; // null: unchanged
}

/** `before`: the turns of the call before, with its answer. */
export function addedTurns(before: readonly Turn[], after: readonly Turn[]): Added {
  const [system, rest] = split(before);
  const [nextSystem, next] = split(after);
  let kept = 0;
  while (kept < rest.length && kept < next.length && isSame(rest[kept]!, next[kept]!)) kept++;
  return {
    kept,
    leftOut: rest.slice(kept).filter(turn => turn.role !== 'error'),
    added: next.slice(kept),
    system: system === nextSystem ? null : [system, nextSystem],
  };
}

function split(turns: readonly Turn[]): [system: string, rest: Turn[]] {
  const first = turns.findIndex(({ role }) => role !== 'system' && role !== 'developer');
  const end = first < 0 ? turns.length : first;
  return [turns.slice(0, end).map(textOf).join('\n\n'), turns.slice(end)];
}

/** An answer is the same message once it is sent back, whatever was noted about it and whatever of its reasoning is kept. */
function isSame(one: Turn, other: Turn): boolean {
  return one.role === other.role && said(one) === said(other);
}

const said = ({ parts }: Turn) => JSON.stringify(parts.filter(({ kind }) => kind !== 'reasoning'));
