import { Modal, Table, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useContext, useState } from 'react';
import { keyName, type ShortcutGroup, Shortcuts, useShortcuts } from '../hooks/shortcuts';

/** On `?`: the keys that work on the page that is shown. */
export function KeyboardHelp() {
  const registry = useContext(Shortcuts);
  const [opened, { open, close }] = useDisclosure();
  const [groups, setGroups] = useState<ShortcutGroup[]>([]);
  useShortcuts('Every page', [
    {
      keys: ['?'],
      label: 'Show the keyboard shortcuts',
      run: () => {
        setGroups(byTitle(registry.groups().reverse()));
        open();
      },
    },
  ]);
  return (
    <Modal
      opened={opened}
      onClose={close}
      title="Keyboard shortcuts"
      size="md"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {groups.map(({ title, shortcuts }, index) => (
        <section key={index} aria-label={title}>
          <Text size="xs" c="dimmed" mt={index ? 'md' : 0}>
            {title}
          </Text>
          <Table aria-label={title} verticalSpacing={4}>
            <Table.Tbody>
              {shortcuts.map(({ keys, label }) => (
                <Table.Tr key={label}>
                  <Table.Td>{label}</Table.Td>
                  <Table.Td className="numeric">
                    {keys.map(key => (
                      <kbd key={key}>{keyName(key)}</kbd>
                    ))}
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </section>
      ))}
    </Modal>
  );
}

/** Groups of one title as one. */
function byTitle(groups: ShortcutGroup[]): ShortcutGroup[] {
  const merged = new Map<string, ShortcutGroup>();
  for (const { title, shortcuts } of groups)
    merged.set(title, {
      title,
      shortcuts: [...(merged.get(title)?.shortcuts ?? []), ...shortcuts],
    });
  return [...merged.values()];
}
