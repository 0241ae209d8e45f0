import { Button, Checkbox, Group, NumberInput, Paper, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, unwrap } from '../../api/client';
import { keys } from '../../api/keys';
import { FilterBar } from '../../components/FilterBar';
import { ErrorAlert } from '../../components/states';
import { type Condition, toFilterTree } from '../../lib/filter';
import type { Webhook, WebhookEvent } from './queries';
import classes from './Webhooks.module.css';

const EVENTS: [WebhookEvent, string][] = [
  ['request.logged', 'a call has ended'],
  ['score.added', 'a score was added'],
  ['alert.fired', 'something needs a person, such as a blocked evaluator'],
  ['alert.resolved', 'that is over'],
];

/** Creates a webhook. */
export function WebhookForm({
  onClose,
  onCreated,
}: {
  onClose: () => void;
  onCreated: (webhook: Webhook) => void;
}) {
  const [destination, setDestination] = useState('');
  const [events, setEvents] = useState<string[]>(['request.logged']);
  const [conditions, setConditions] = useState<Condition[]>();
  const [share, setShare] = useState<number | string>(100);
  const [includeData, setIncludeData] = useState(true);
  const client = useQueryClient();
  const creating = useMutation({
    mutationFn: async () => {
      const body = {
        destination: destination.trim(),
        events: events as WebhookEvent[],
        filter: toFilterTree(conditions),
        config: { sampleRate: Number(share), propertyFilters: [] },
        includeData,
        enabled: true,
      };
      return (await unwrap(api.POST('/v1/webhooks', { body }))).data;
    },
    onSuccess: async made => {
      await client.invalidateQueries({ queryKey: keys.webhooks.all });
      onCreated(made);
    },
  });
  return (
    <Paper withBorder p="md" component="section" aria-label="New webhook">
      <form
        className={classes.form}
        onSubmit={event => {
          event.preventDefault();
          creating.mutate();
        }}
      >
        <TextInput
          label="URL of the receiver"
          placeholder="https://example.com/hook"
          value={destination}
          onChange={event => setDestination(event.currentTarget.value)}
        />
        <Checkbox.Group label="Send a message when" value={events} onChange={setEvents}>
          <Group gap="md" mt={4}>
            {EVENTS.map(([event, label]) => (
              <Checkbox key={event} value={event} label={label} />
            ))}
          </Group>
        </Checkbox.Group>
        <FilterBar conditions={conditions} onChange={setConditions} />
        <NumberInput
          label="Share of them, in percent"
          maw={180}
          min={0}
          max={100}
          value={share}
          onChange={setShare}
        />
        <Checkbox
          label="With model, cost, tokens, properties, scores and the URL of the bodies"
          checked={includeData}
          onChange={event => setIncludeData(event.currentTarget.checked)}
        />
        {creating.error && <ErrorAlert error={creating.error} />}
        <Group gap="xs">
          <Button
            type="submit"
            loading={creating.isPending}
            disabled={!destination.trim() || !events.length}
          >
            Create webhook
          </Button>
          <Button variant="subtle" onClick={onClose}>
            Cancel
          </Button>
        </Group>
      </form>
    </Paper>
  );
}
