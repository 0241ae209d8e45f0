/** What each call of a session added to the calls before it, whose texts need not be kept for that. Pure. */

import { textOf } from '../../components/conversation/arrange';
import type { Turn } from '../../components/conversation/turns';

const LOOKED_AT = 20; // calls before one, for what it repeats

/** The messages of a call by their hashes. */
interface Seen {
  system: number;
  turns: number[];
}

/** The calls read last, most recent first. */
export type SeenCalls = readonly Seen[];

export interface ReadCall {
  shown: Turn[]; // the prompt if it is another one, what follows the messages that an earlier call had, and the answer
  kept: number; // messages that an earlier call had
  seen: SeenCalls; // with this call
}

/** Each message once: of several calls before, that counts with which the call has most in common. */
export function readCall(before: SeenCalls, all: readonly Turn[]): ReadCall {
  const first = all.findIndex(({ role }) => role !== 'system' && role !== 'developer');
  const end = first < 0 ? all.length : first;
  const prompt = all.slice(0, end).map(textOf).join('\n\n');
  const rest = all.slice(end);
  const now: Seen = { system: hash(prompt), turns: rest.map(turn => hash(said(turn))) };
  let kept = 0;
  let prompts = before.map(call => call.system); // that the call may go on with
  for (const call of before) {
    const same = goesOnFrom(call.turns, now.turns)
      ? call.turns.length
      : sameFrom(call.turns, now.turns);
    if (same > kept) [kept, prompts] = [same, [call.system]];
  }
  const isNew = prompt !== '' && !prompts.includes(now.system);
  const head: Turn[] = isNew
    ? [{ role: 'system', parts: [{ kind: 'text', text: prompt }], answer: false }]
    : [];
  return {
    shown: [...head, ...rest.slice(kept)],
    kept,
    seen: [now, ...before].slice(0, LOOKED_AT),
  };
}

/** The answer of a call is where it was, whatever became of the messages before it: the context of a question, for example,
 * is often not sent again. */
const goesOnFrom = (one: readonly number[], other: readonly number[]): boolean =>
  one.length > 1 && other.length > one.length && one.at(-1) === other[one.length - 1];

function sameFrom(one: readonly number[], other: readonly number[]): number {
  let same = 0;
  while (same < one.length && same < other.length && one[same] === other[same]) same++;
  return same;
}

/** An answer is the same message once it is sent back, whatever was noted about it and whatever of its reasoning is kept. */
const said = ({ role, parts }: Turn) =>
  `${role} ${JSON.stringify(parts.filter(({ kind }) => kind !== 'reasoning'))}`;

/** 53 bits of a text: two hashes of FNV's kind. */
function hash(text: string): number {
  let low = 0x811c9dc5;
  let high = 0x1b873593;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    low = Math.imul(low ^ code, 0x01000193);
    high = Math.imul(high ^ code, 0x85ebca6b);
  }
  low ^= Math.imul(high ^ (high >>> 15), 0xc2b2ae35);
  high ^= Math.imul(low ^ (low >>> 13), 0x27d4eb2f);
  return (high >>> 11) * 0x1_0000_0000 + (low >>> 0);
}
