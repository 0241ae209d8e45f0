import { createContext, useContext, useEffect, useRef } from 'react';

/** A key, or several that do the same: 'j', '?', 'Enter', 'mod+k' (Ctrl, or Cmd on a Mac). */
export interface Shortcut {
  keys: string[];
  label: string; // what it does, for the help
  run?: (event: KeyboardEvent) => void; // none: handled elsewhere, and listed in the help only
}

export interface ShortcutGroup {
  title: string; // where the keys work: "This list"
  shortcuts: Shortcut[];
}

/** The keys that work at present. Of several groups with the same key, the one that came last has it. */
export class ShortcutRegistry {
  private readonly registered = new Set<() => ShortcutGroup>();

  register(group: () => ShortcutGroup): () => void {
    this.registered.add(group);
    return () => this.registered.delete(group);
  }

  groups(): ShortcutGroup[] {
    return [...this.registered].map(group => group());
  }

  handle(event: KeyboardEvent): void {
    if (event.defaultPrevented) return;
    const isTyping = isTextField(event.target);
    const isBehindDialog = document.querySelector('[aria-modal=true]') !== null;
    for (const { shortcuts } of this.groups().reverse()) {
      const found = shortcuts.find(({ keys, run }) => run && keys.some(key => matches(key, event)));
      if (!found?.run) continue;
      if (isBehindDialog || (isTyping && !event.ctrlKey && !event.metaKey)) return;
      event.preventDefault(); // some browsers start a text search with these keys
      found.run(event);
      return;
    }
  }
}

export const Shortcuts = createContext(new ShortcutRegistry());

/** Makes keys work, and lists them in the help, as long as the component is shown. */
export function useShortcuts(title: string, shortcuts: Shortcut[]): void {
  const registry = useContext(Shortcuts);
  const current = useRef({ title, shortcuts });
  useEffect(() => {
    current.current = { title, shortcuts };
  });
  useEffect(() => registry.register(() => current.current), [registry]);
}

/** Whether a press is that of a key such as 'j' or 'mod+k'. */
export function matches(key: string, event: PressedKey): boolean {
  const withMod = key.startsWith('mod+');
  const hasMod = event.ctrlKey || event.metaKey;
  const name = withMod ? key.slice(4) : key;
  return hasMod === withMod && !event.altKey && event.key === name;
}

type PressedKey = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey'>;

/** Whether the element accepts text. */
export function isTextField(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement) return !/^(checkbox|radio|button)$/.test(target.type);
  return target.isContentEditable || /^(TEXTAREA|SELECT)$/.test(target.tagName);
}

const IS_MAC = typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.userAgent);

/** A key as people know it: `Ctrl K`, `⌘ K`, `j`. */
export const keyName = (key: string) =>
  key.replace(
    /^mod\+(.)$/,
    (_, letter: string) => `${IS_MAC ? '⌘' : 'Ctrl'} ${letter.toUpperCase()}`,
  );
