/** The keyboard shortcuts of the page of a request. */

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

/** The list that the help shows. */
export const SHORTCUTS: [keys: string[], action: string][] = [
  [['1', '…', '9'], 'Give the selected score this number, or the label with this number'],
  [['t', 'f'], 'Give the selected score true or false'],
  [['+', '-'], 'Thumbs up or down'],
  [['n', 'j'], 'Go to the next request in the list'],
  [['p', 'k'], 'Go to the previous request in the list'],
  [['s', 'S'], 'Select the next or the previous score'],
  [['v'], 'Enter a value; Enter saves it, Escape leaves the field'],
  [['c'], 'Enter a comment'],
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

/** Whether the focused element accepts text. */
export function isTextField(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement) return !/^(checkbox|radio|button)$/.test(target.type);
  return target.isContentEditable || /^(TEXTAREA|SELECT)$/.test(target.tagName);
}
