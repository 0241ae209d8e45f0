import { useDisclosure } from '@mantine/hooks';
import { lazy, Suspense } from 'react';
import { Icon } from '../design/icons';
import { keyName, useShortcuts } from '../hooks/shortcuts';
import classes from './Shell.module.css';

const CommandPalette = lazy(() => import('./palette/CommandPalette'));

/** Opens the command palette, as Ctrl K does on every page. */
export function PaletteButton() {
  const [opened, { open, close }] = useDisclosure();
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
