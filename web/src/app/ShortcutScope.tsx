import { type ReactNode, useEffect, useState } from 'react';
import { ShortcutRegistry, Shortcuts } from '../hooks/shortcuts';
import { KeyboardHelp } from './KeyboardHelp';

/** Handles the keys that its content registers, wherever the focus is except in text fields and dialogs. */
export function ShortcutScope({ children }: { children: ReactNode }) {
  const [registry] = useState(() => new ShortcutRegistry());
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => registry.handle(event);
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [registry]);
  return (
    <Shortcuts value={registry}>
      <KeyboardHelp />
      {children}
    </Shortcuts>
  );
}
