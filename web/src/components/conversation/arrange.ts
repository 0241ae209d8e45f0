/** Which turns of a conversation are folded. Pure. */

import type { Turn } from './turns';
import type { Part } from './parts';

export interface Run {
  from: number;
  to: number; // exclusive
  isFolded: boolean;
}

const BEFORE_ANSWER = 3; // turns that are never folded
const WORTH_FOLDING = 2; // turns

/** The leading system prompt, the last question and what led directly to the answer are shown; the rest is folded. */
export function arrange(all: readonly Turn[]): Run[] {
  const answer = all.findIndex(turn => turn.answer);
  const end = answer < 0 ? all.length : answer;
  const shown = new Set<number>();
  for (let index = 0; index < end && isSystem(all[index]!); index++) shown.add(index);
  const question = all.findLastIndex((turn, index) => index < end && turn.role === 'user');
  if (question >= 0) shown.add(question);
  for (let index = Math.max(0, end - BEFORE_ANSWER); index < all.length; index++) shown.add(index);
  const runs: Run[] = [];
  all.forEach((_, index) => {
    const last = runs.at(-1);
    const isFolded = !shown.has(index);
    if (last?.isFolded === isFolded) last.to = index + 1;
    else runs.push({ from: index, to: index + 1, isFolded });
  });
  return runs.map(run => (run.to - run.from < WORTH_FOLDING ? { ...run, isFolded: false } : run));
}

const isSystem = ({ role }: Turn) => role === 'system' || role === 'developer';

/** The text of a turn, for copying and for its length. */
export function textOf({ parts }: Turn): string {
  return parts.map(partText).filter(Boolean).join('\n\n');
}

function partText(part: Part): string {
  switch (part.kind) {
    case 'call':
      return `${part.name}(${part.input})`;
    case 'result':
      return part.parts.map(partText).join('\n\n');
    case 'media':
      return part.url ?? `[${part.what}${part.name ? ` ${part.name}` : ''}]`;
    case 'other':
      return JSON.stringify(part.value, null, 2);
    default:
      return part.text;
  }
}
