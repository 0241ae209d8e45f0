import { Group, Switch, Table, Text, TextInput, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { settingsQuery } from '../../api/health';
import { QueryState } from '../../components/QueryState';
import { EmptyState } from '../../components/states';
import {
  bySection,
  filterSettings,
  formatSetting,
  type Setting,
  type SettingRow,
} from './settings';

/** The settings in force, with masked secrets. Can be limited to changed settings or to those that contain a text. */
export function SettingsTable() {
  const settings = useQuery(settingsQuery);
  const { setting = '', changed = false } = useSearch({ from: '/status' });
  const navigate = useNavigate({ from: '/status' });
  return (
    <>
      <Group justify="space-between">
        <Title order={2} size="h4">
          Settings in force
        </Title>
        <Group gap="sm">
          <Switch
            label="Only changed settings"
            checked={changed}
            onChange={event => {
              const on = event.currentTarget.checked || undefined;
              void navigate({ search: before => ({ ...before, changed: on }) });
            }}
          />
          <TextInput
            size="xs"
            aria-label="Find a setting"
            placeholder="find a setting"
            value={setting}
            onChange={event => {
              const text = event.currentTarget.value || undefined;
              void navigate({ search: before => ({ ...before, setting: text }), replace: true });
            }}
          />
        </Group>
      </Group>
      <QueryState query={settings} what="the settings" rows={6}>
        {all => <SettingRows settings={filterSettings(all, setting, changed)} />}
      </QueryState>
    </>
  );
}

function SettingRows({ settings }: { settings: Setting[] }) {
  if (!settings.length) return <EmptyState title="No matching setting" />;
  return (
    <Table.ScrollContainer
      className="framed"
      minWidth={600}
      scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}
    >
      <Table aria-label="Settings in force" verticalSpacing={4}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Setting</Table.Th>
            <Table.Th>Value</Table.Th>
            <Table.Th>Description</Table.Th>
          </Table.Tr>
        </Table.Thead>
        {bySection(settings).map(({ section, rows }) => (
          <Table.Tbody key={section}>
            <Table.Tr>
              <Table.Th colSpan={3} scope="rowgroup" c="dimmed">
                {section}
              </Table.Th>
            </Table.Tr>
            {rows.map(row => (
              <SettingTableRow key={row.key} row={row} />
            ))}
          </Table.Tbody>
        ))}
      </Table>
    </Table.ScrollContainer>
  );
}

function SettingTableRow({
  row: { key, values, is_default: unchanged, description },
}: {
  row: SettingRow;
}) {
  return (
    <Table.Tr>
      <Table.Td ff="monospace">{key}</Table.Td>
      <Table.Td ff="monospace" style={{ overflowWrap: 'anywhere' }}>
        {values.map(([field, value]) => (
          <div key={field}>
            {field && `${field} = `}
            {formatSetting(value)}
          </div>
        ))}
        {!unchanged && (
          <Text size="xs" c="dimmed" ff="text">
            changed
          </Text>
        )}
      </Table.Td>
      <Table.Td>{description}</Table.Td>
    </Table.Tr>
  );
}
