import { useEffect, useRef } from 'react';
import { useShortcuts as useShortcutHelp } from '../../../hooks/shortcuts';
import { type Action, shortcutAction, isTextField, SHORTCUTS } from './shortcuts';

const HELP = SHORTCUTS.map(([keys, label]) => ({ keys, label }));

/** Handles the shortcuts of shortcuts.ts wherever the focus is, except in text fields and dialogs. */
export function useShortcuts(act: (action: Action) => void): void {
  useShortcutHelp('This request', HELP);
  const handler = useRef(act);
  useEffect(() => {
    handler.current = act;
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || isTextField(event.target)) return;
      if (document.querySelector('[aria-modal=true]')) return;
      const action = shortcutAction(event);
      if (!action) return;
      event.preventDefault(); // some browsers start a text search with these keys
      handler.current(action);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}
