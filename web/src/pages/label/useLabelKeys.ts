import { useEffect, useRef } from 'react';
import { isTextField, matches, useShortcuts } from '../../hooks/shortcuts';

const DIGITS = [...'1234567890', '.', '-'];

/** The keys of a queue: `act` gets each of them. */
export function useLabelKeys(act: (key: string) => void, undo: () => void): void {
  const run = (event: KeyboardEvent) => act(event.key);
  useShortcuts('This queue', [
    { keys: DIGITS, label: 'Give this value, or type it where the scale is longer', run },
    { keys: ['t', 'f'], label: 'Give true or false', run },
    { keys: ['v'], label: 'Go to the field of the value', run },
    { keys: ['c'], label: 'Write a comment; Enter leaves it', run },
    { keys: ['e'], label: 'Write what the answer should have been; Escape leaves it', run },
    { keys: ['ArrowUp', 'ArrowDown'], label: 'Go to another score', run },
    { keys: ['s'], label: 'Skip this request', run },
    { keys: ['u'], label: 'Undo the last one', run },
    { keys: ['mod+z'], label: 'Undo the last one' },
  ]);
  useUndoKey(undo);
}

/** Not among the shortcuts that run: in a text field, Ctrl-Z is the browser's. */
function useUndoKey(undo: () => void): void {
  const current = useRef(undo);
  useEffect(() => {
    current.current = undo;
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!matches('mod+z', event) || isTextField(event.target)) return;
      event.preventDefault();
      current.current();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}
