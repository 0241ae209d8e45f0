import { useEffect, useRef } from 'react';
import { type Action, shortcutAction, isTextField } from './shortcuts';

/** Keys do what keys.ts says, wherever the focus is, but for fields that are being written in. */
export function useShortcuts(act: (action: Action) => void): void {
  const acting = useRef(act);
  useEffect(() => {
    acting.current = act;
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || isTextField(event.target)) return;
      if (document.querySelector('[aria-modal=true]')) return;
      const action = shortcutAction(event);
      if (!action) return;
      event.preventDefault(); // a browser looks for text at some of them
      acting.current(action);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}
