import { Modal, TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { type KeyboardEvent, useState } from 'react';
import { openProject } from '../../api/project';
import { Icon } from '../../design/icons';
import classes from './CommandPalette.module.css';
import type { Entry } from './entries';
import { useEntries } from './useEntries';

const LIST = 'palette-list';

/** Goes to any page, score, property, saved view, project or id. The default export, because it is loaded when it is first opened. */
export default function CommandPalette({ onClose }: { onClose: () => void }) {
  return (
    <Modal.Root opened onClose={onClose} size="lg" yOffset="12vh" transitionProps={{ duration: 0 }}>
      <Modal.Overlay />
      <Modal.Content aria-label="Search or jump to">
        <Palette onClose={onClose} />
      </Modal.Content>
    </Modal.Root>
  );
}

function Palette({ onClose }: { onClose: () => void }) {
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState(0);
  const entries = useEntries(text);
  const navigate = useNavigate();
  const open = ({ opens }: Entry) => {
    onClose();
    if ('project' in opens) openProject(opens.project);
    else void navigate(opens as never);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === 'Enter' && entries[chosen]) open(entries[chosen]);
    else if (by) setChosen((chosen + by + entries.length) % Math.max(1, entries.length));
    else return;
    event.preventDefault();
  };
  return (
    <>
      <TextInput
        data-autofocus
        variant="unstyled"
        size="md"
        px="md"
        role="combobox"
        aria-label="Search or jump to"
        aria-expanded={entries.length > 0}
        aria-controls={LIST}
        aria-activedescendant={entries.length ? `${LIST}-${chosen}` : undefined}
        placeholder="A page, score, property, saved view, project or id"
        leftSection={<Icon name="search" />}
        value={text}
        onKeyDown={onKeyDown}
        onChange={event => {
          setText(event.currentTarget.value);
          setChosen(0);
        }}
      />
      <div className={classes.list} role="listbox" id={LIST} aria-label="Results">
        {entries.map((entry, index) => (
          <div
            key={`${index} ${entry.key}`}
            id={`${LIST}-${index}`}
            role="option"
            aria-selected={index === chosen}
            className={classes.entry}
            ref={index === chosen ? intoView : undefined}
            onMouseMove={() => setChosen(index)}
            onClick={() => open(entry)}
          >
            <Icon name={entry.icon} />
            <span className={classes.label}>{entry.label}</span>
            <span className={classes.kind}>{entry.kind}</span>
          </div>
        ))}
      </div>
    </>
  );
}

const intoView = (element: HTMLElement | null) => element?.scrollIntoView({ block: 'nearest' });
