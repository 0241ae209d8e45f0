/** The keyboard shortcuts of the pages of a request and of a session. */

import type { Shortcut } from '../../hooks/shortcuts';

export type Action =
  | { do: 'give'; value: number | boolean }
  | { do: 'thumb'; up: boolean }
  | { do: 'score'; by: 1 | -1 }
  | { do: 'write'; what: 'value' | 'comment' }
  | { do: 'step'; to: 'next' | 'previous' }
  | { do: 'answer' | 'unfold' | 'diff' | 'again' };

const KEYS: Record<string, Action> = {
  t: { do: 'give', value: true },
  f: { do: 'give', value: false },
  '+': { do: 'thumb', up: true },
  '-': { do: 'thumb', up: false },
  n: { do: 'step', to: 'next' },
  j: { do: 'step', to: 'next' },
  p: { do: 'step', to: 'previous' },
  k: { do: 'step', to: 'previous' },
  s: { do: 'score', by: 1 },
  S: { do: 'score', by: -1 },
  v: { do: 'write', what: 'value' },
  c: { do: 'write', what: 'comment' },
  a: { do: 'answer' },
  e: { do: 'unfold' },
  d: { do: 'diff' },
  r: { do: 'again' },
};

/** What the help lists. */
export const SCORING_KEYS: Shortcut[] = [
  {
    keys: ['0', '…', '9'],
    label:
      'Give the selected score this label or step of a scale of up to ten; other numbers are written, and Enter saves them',
  },
  { keys: ['t', 'f'], label: 'Give the selected score true or false' },
  { keys: ['+', '-'], label: 'Thumbs up or down' },
  { keys: ['s', 'S'], label: 'Select the next or the previous score' },
  { keys: ['v'], label: 'Enter a value; Enter saves it, Escape leaves the field' },
  { keys: ['c'], label: 'Enter a comment' },
];
export const REQUEST_KEYS: Shortcut[] = [
  { keys: ['a'], label: 'Go to the answer' },
  { keys: ['e'], label: 'Open or fold the system prompt and long texts' },
  { keys: ['d'], label: 'Show what the call before it in the session did not have' },
  { keys: ['r'], label: 'Send again, with changes' },
  { keys: ['n', 'j'], label: 'Go to the next request in the list' },
  { keys: ['p', 'k'], label: 'Go to the previous request in the list' },
  ...SCORING_KEYS,
];

interface KeyPress {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
}

export function shortcutAction({ key, ctrlKey, metaKey, altKey }: KeyPress): Action | null {
  if (ctrlKey || metaKey || altKey) return null;
  if (/^[0-9]$/.test(key)) return { do: 'give', value: Number(key) };
  return Object.hasOwn(KEYS, key) ? KEYS[key]! : null;
}
