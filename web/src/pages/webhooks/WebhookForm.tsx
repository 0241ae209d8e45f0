import {
  Button,
  Checkbox,
  Group,
  NativeSelect,
  NumberInput,
  Paper,
  TextInput,
} from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ApiError } from '../../api/client';
import { keys } from '../../api/keys';
import { FilterTreeField } from '../../components/FilterTreeField';
import { ErrorAlert } from '../../components/states';
import {
  ALERT_EVENTS,
  fieldsOf,
  saveWebhook,
  type WebhookFields,
  type WebhookFormat,
} from './fields';
import type { Webhook } from '../../api/webhooks';
import type { WebhookEvent } from './queries';
import classes from './Webhooks.module.css';

const FORMATS = [
  { value: 'json', label: 'data, signed, to a server of yours' },
  { value: 'slack', label: 'alerts to Slack, or what takes its messages' },
  { value: 'email', label: 'alerts by e-mail' },
];
const EVENTS: [WebhookEvent, string][] = [
  ['request.logged', 'a call has ended'],
  ['score.added', 'a score was added'],
  ['alert.fired', 'an alert has fired, or an evaluator is blocked'],
  ['alert.resolved', 'that is over'],
];

/** Creates a webhook, or changes one. Not a form element: the conditions of the filter have forms of their own. */
export function WebhookForm({
  webhook,
  onClose,
  onSaved,
}: {
  webhook?: Webhook;
  onClose: () => void;
  onSaved: (webhook: Webhook) => void;
}) {
  const [fields, setFields] = useState(() => fieldsOf(webhook));
  const change = (changed: Partial<WebhookFields>) => {
    saving.reset();
    setFields(before => ({ ...before, ...changed }));
  };
  const client = useQueryClient();
  const saving = useMutation({
    mutationFn: () => saveWebhook(fields, webhook),
    onSuccess: async saved => {
      await client.invalidateQueries({ queryKey: keys.webhooks.all });
      onSaved(saved);
    },
  });
  const details = saving.error instanceof ApiError ? saving.error.details : {};
  const errorOf = (field: string) => details[`requestBody.${field}`]?.message;
  const isForPeople = fields.format !== 'json';
  const isPlaced = ['destination', 'filter', 'config.sampleRate'].some(errorOf);
  return (
    <Paper
      withBorder
      p="md"
      component="section"
      aria-label={webhook ? 'Change webhook' : 'New webhook'}
      className={classes.form}
    >
      {!webhook && (
        <NativeSelect
          label="What to send"
          maw={380}
          data={FORMATS}
          value={fields.format}
          onChange={event => change(withFormat(event.currentTarget.value as WebhookFormat))}
        />
      )}
      <Destination
        fields={fields}
        change={change}
        error={errorOf('destination')}
        isKept={webhook?.format === 'slack'}
      />
      <Checkbox.Group
        label="Send a message when"
        value={fields.events}
        onChange={events => change({ events: events })}
      >
        <Group gap="md" mt={4}>
          {EVENTS.filter(([event]) => !isForPeople || ALERT_EVENTS.includes(event)).map(
            ([event, label]) => (
              <Checkbox key={event} value={event} label={label} />
            ),
          )}
        </Group>
      </Checkbox.Group>
      {!isForPeople && <OfCalls fields={fields} change={change} errorOf={errorOf} />}
      {saving.error && !isPlaced && <ErrorAlert error={saving.error} />}
      <Group gap="xs">
        <Button
          loading={saving.isPending}
          disabled={
            (!fields.destination.trim() && webhook?.format !== 'slack') || !fields.events.length
          }
          onClick={() => saving.mutate()}
        >
          {webhook ? 'Save' : 'Create webhook'}
        </Button>
        <Button variant="subtle" onClick={onClose}>
          Cancel
        </Button>
      </Group>
    </Paper>
  );
}

/** The fields that go with the format. */
const withFormat = (format: WebhookFormat): Partial<WebhookFields> => ({
  format,
  destination: '',
  events: format === 'json' ? ['request.logged'] : ALERT_EVENTS,
});

function Destination({
  fields: { format, destination },
  change,
  error,
  isKept,
}: {
  fields: WebhookFields;
  change: (changed: Partial<WebhookFields>) => void;
  error: string | undefined;
  isKept: boolean; // without one, the webhook keeps the one that it has
}) {
  const isMail = format === 'email';
  return (
    <TextInput
      label={isMail ? 'Addresses' : 'URL of the receiver'}
      description={isMail ? 'With commas between them' : undefined}
      placeholder={
        isKept
          ? 'as it is; it is not shown'
          : isMail
            ? 'ops@example.com'
            : `https://example.com/${format === 'slack' ? 'services/…' : 'hook'}`
      }
      error={error}
      value={destination}
      onChange={event => change({ destination: event.currentTarget.value })}
    />
  );
}

/** Which calls, and what of them. Alerts are not about calls. */
function OfCalls({
  fields,
  change,
  errorOf,
}: {
  fields: WebhookFields;
  change: (changed: Partial<WebhookFields>) => void;
  errorOf: (field: string) => string | undefined;
}) {
  return (
    <>
      <FilterTreeField
        label="For calls that match"
        tree={fields.filter}
        onChange={filter => change({ filter })}
        error={errorOf('filter')}
      />
      <PropertyFilters fields={fields} change={change} />
      <NumberInput
        label="Share of them, in percent"
        maw={180}
        min={0}
        max={100}
        error={errorOf('config.sampleRate')}
        value={fields.share}
        onChange={share => change({ share })}
      />
      <Checkbox
        label="With model, cost, tokens, properties, scores and the URL of the bodies"
        checked={fields.includeData}
        onChange={event => change({ includeData: event.currentTarget.checked })}
      />
    </>
  );
}

/** Conditions in Helicone's way, which only its API gives; they can be taken away. */
function PropertyFilters({
  fields: { propertyFilters: all },
  change,
}: {
  fields: WebhookFields;
  change: (changed: Partial<WebhookFields>) => void;
}) {
  if (!all.length) return null;
  return (
    <Group gap="xs">
      And with the properties
      {all.map((each, index) => (
        <Button
          key={index}
          size="compact-xs"
          variant="default"
          aria-label={`Remove ${each.key} = ${each.value}`}
          onClick={() => change({ propertyFilters: all.filter(other => other !== each) })}
        >
          {each.key} = {each.value} ×
        </Button>
      ))}
    </Group>
  );
}
