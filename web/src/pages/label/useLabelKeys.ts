import { useEffect, useRef } from 'react';

/** Calls `act` with each key that is pressed outside of text fields and dialogs; `undo` on Ctrl-Z there too. */
export function useLabelKeys(act: (key: string) => boolean, undo: () => void): void {
  const handlers = useRef({ act, undo });
  useEffect(() => {
    handlers.current = { act, undo };
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || isText(event.target)) return;
      if (document.querySelector('[aria-modal=true]')) return;
      if ((event.ctrlKey || event.metaKey) && event.key === 'z') {
        event.preventDefault();
        return handlers.current.undo();
      }
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (handlers.current.act(event.key)) event.preventDefault();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}

function isText(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement) return !/^(checkbox|radio|button)$/.test(target.type);
  return target.isContentEditable || /^(TEXTAREA|SELECT)$/.test(target.tagName);
}
