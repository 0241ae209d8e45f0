import { Anchor, Checkbox, Group } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type Webhook, webhooksQuery } from '../../api/webhooks';
import classes from './Alerts.module.css';
import type { FieldProps } from './fields';

/** Who is told: all webhooks that listen for alerts, or some of them. */
export function Receivers({ fields: { webhooks: chosen }, change }: FieldProps) {
  const { data = [] } = useQuery(webhooksQuery);
  const listening = data.filter(({ events }) => events.includes('alert.fired'));
  return (
    <div>
      <Checkbox
        label="Tell everybody who listens for alerts"
        checked={chosen === null}
        onChange={event =>
          change({ webhooks: event.currentTarget.checked ? null : listening.map(({ id }) => id) })
        }
      />
      {chosen !== null && (
        <Checkbox.Group label="Tell" value={chosen} onChange={webhooks => change({ webhooks })}>
          <Group gap="md" mt={4}>
            {listening.map(each => (
              <Checkbox key={each.id} value={each.id} label={receiver(each)} />
            ))}
          </Group>
        </Checkbox.Group>
      )}
      <p className={classes.quiet}>
        {listening.length ? '' : 'Nobody listens for alerts yet. '}
        Servers, chats and e-mail addresses are set up on the page{' '}
        <Anchor
          inherit
          underline="always"
          renderRoot={props => <Link to="/webhooks" search={{ create: true }} {...props} />}
        >
          Webhooks
        </Anchor>
        .
      </p>
    </div>
  );
}

/** "ops@example.com", "Slack: https://hooks.slack.com/…" */
export const receiver = ({ format, destination }: Pick<Webhook, 'format' | 'destination'>) =>
  format === 'slack' ? `Slack: ${destination}` : destination.replace(/^mailto:/, '');
