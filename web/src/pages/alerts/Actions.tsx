import { Button, Group, Menu } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { keys } from '../../api/keys';
import { DeleteButton } from '../../components/DeleteButton';
import { ErrorAlert } from '../../components/states';
import classes from './Alerts.module.css';
import { bodyOfRule } from './fields';
import {
  type AlertRule,
  deleteAlert,
  saveAlert,
  silenceAlert,
  testAlert,
  useChanging,
} from './queries';
import { receiver } from './Receivers';

const HOUR_MS = 3_600_000;
const SILENCES = [
  { hours: 1, label: 'for an hour' },
  { hours: 8, label: 'for 8 hours' },
  { hours: 24, label: 'for a day' },
  { hours: 168, label: 'for a week' },
];

export function Actions({
  rule,
  onEdit,
  onDeleted,
}: {
  rule: AlertRule;
  onEdit: () => void;
  onDeleted: () => Promise<unknown>;
}) {
  const { id, name, enabled } = rule;
  const client = useQueryClient();
  const testing = useMutation({ mutationFn: () => testAlert(id) });
  const silencing = useChanging((until: string | null) => silenceAlert(id, until));
  const switching = useChanging(() => saveAlert({ ...bodyOfRule(rule), enabled: !enabled }, rule));
  const failed = testing.error ?? silencing.error ?? switching.error;
  return (
    <>
      <Group gap="xs">
        <Button variant="default" onClick={onEdit}>
          Change
        </Button>
        <Button variant="default" loading={testing.isPending} onClick={() => testing.mutate()}>
          Send a test
        </Button>
        <Silence isSilenced={rule.state === 'silenced'} onSilence={silencing.mutate} />
        <Button variant="default" onClick={() => switching.mutate(undefined)}>
          {enabled ? 'Disable' : 'Enable'}
        </Button>
        <DeleteButton
          thing={id}
          confirm={`Yes, delete ${name}`}
          onDelete={() => deleteAlert(id)}
          onDeleted={async () => {
            await onDeleted();
            await client.invalidateQueries({ queryKey: keys.alerts.all });
          }}
        />
      </Group>
      <div role="status" className={classes.quiet}>
        {testing.data?.length === 0 && 'Nobody gets its messages.'}
        {testing.data?.map(each => (
          <div key={each.webhook_id} className={classes.wrap}>
            {receiver(each)}: {each.message}
          </div>
        ))}
      </div>
      {failed && <ErrorAlert error={failed} />}
    </>
  );
}

function Silence({
  isSilenced,
  onSilence,
}: {
  isSilenced: boolean;
  onSilence: (until: string | null) => void;
}) {
  if (isSilenced) {
    return (
      <Button variant="default" onClick={() => onSilence(null)}>
        End the silence
      </Button>
    );
  }
  return (
    <Menu>
      <Menu.Target>
        <Button variant="default">Silence</Button>
      </Menu.Target>
      <Menu.Dropdown>
        {SILENCES.map(({ hours, label }) => (
          <Menu.Item
            key={hours}
            onClick={() => onSilence(new Date(Date.now() + hours * HOUR_MS).toISOString())}
          >
            {label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
