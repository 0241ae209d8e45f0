/** Keys → what they do on the page of a request. */

export type Action =
  | { do: 'give'; value: number | boolean }
  | { do: 'thumb'; up: boolean }
  | { do: 'step'; to: 'next' | 'previous' }
  | { do: 'score'; by: 1 | -1 }
  | { do: 'write'; what: 'value' | 'comment' }
  | { do: 'help' };

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
  '?': { do: 'help' },
};

/** What the help says, in its order. */
export const SHORTCUTS: [keys: string[], what: string][] = [
  [['1', '…', '9'], 'give the chosen score this number, or the label of this number'],
  [['t', 'f'], 'true, false'],
  [['+', '-'], 'thumbs up, thumbs down'],
  [['n', 'j'], 'the next request of the list'],
  [['p', 'k'], 'the previous one'],
  [['s', 'S'], 'choose the next score, the previous one'],
  [['v'], 'write a value; Enter saves it, Escape leaves it'],
  [['c'], 'write a comment to it'],
  [['?'], 'show these keys'],
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

/** Whether what has the focus takes letters itself. */
export function isTextField(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement) return !/^(checkbox|radio|button)$/.test(target.type);
  return target.isContentEditable || /^(TEXTAREA|SELECT)$/.test(target.tagName);
}
