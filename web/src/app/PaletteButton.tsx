import { useDisclosure } from '@mantine/hooks';
import { lazy, Suspense, useEffect } from 'react';
import { Icon } from '../design/icons';
import { keyName, useShortcuts } from '../hooks/shortcuts';
import classes from './Shell.module.css';

const load = () => import('./palette/CommandPalette');
const CommandPalette = lazy(load);

const LOADED_AFTER_MS = 1_000;

/** Opens the command palette, as Ctrl K does on every page. */
export function PaletteButton() {
  const [opened, { open, close }] = useDisclosure();
  useEffect(() => {
    // There before it is opened, so that nothing that is typed at once is lost.
    const loading = setTimeout(() => void load(), LOADED_AFTER_MS);
    return () => clearTimeout(loading);
  }, []);
  useShortcuts('Every page', [{ keys: ['mod+k'], label: 'Search or jump to …', run: open }]);
  return (
    <>
      <button type="button" className={classes.palette} onClick={open}>
        <Icon name="search" size={14} />
        <span>Search or jump to…</span>
        <kbd>{keyName('mod+k')}</kbd>
      </button>
      {opened && (
        <Suspense>
          <CommandPalette onClose={close} />
        </Suspense>
      )}
    </>
  );
}
