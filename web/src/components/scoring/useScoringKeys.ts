import { useEffect, useRef } from 'react';
import { isTextField, type Shortcut, useShortcuts } from '../../hooks/shortcuts';
import { type Action, shortcutAction } from './shortcuts';

/** Handles the keys of shortcuts.ts wherever the focus is, except in text fields and dialogs, and lists them in the help.
 * `act` returns whether the key is used up: otherwise the browser may type it into a field that has got the focus. */
export function useScoringKeys(
  title: string,
  listed: Shortcut[],
  act: (action: Action) => boolean,
): void {
  useShortcuts(title, listed);
  const handler = useRef(act);
  useEffect(() => {
    handler.current = act;
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || isTextField(event.target)) return;
      if (document.querySelector('[aria-modal=true]')) return;
      const action = shortcutAction(event);
      // some browsers start a text search with these keys
      if (action && handler.current(action)) event.preventDefault();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}
