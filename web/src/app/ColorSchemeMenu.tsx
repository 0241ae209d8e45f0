import { ActionIcon, Menu, useMantineColorScheme } from '@mantine/core';
import { Icon } from '../design/icons';

const SCHEMES = [
  ['auto', 'As the system', 'system'],
  ['light', 'Light', 'light'],
  ['dark', 'Dark', 'dark'],
] as const;

/** Light, dark, or as the operating system has it. */
export function ColorSchemeMenu() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const current = SCHEMES.find(([scheme]) => scheme === colorScheme) ?? SCHEMES[0];
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" aria-label={`Colour scheme: ${current[1]}`}>
          <Icon name={current[2]} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>Colour scheme</Menu.Label>
        {SCHEMES.map(([scheme, label, icon]) => (
          <Menu.Item
            key={scheme}
            leftSection={<Icon name={icon} />}
            rightSection={scheme === colorScheme ? <Icon name="check" size={14} /> : null}
            onClick={() => setColorScheme(scheme)}
          >
            {label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
