import { Anchor, Autocomplete, Button, Group, Text, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { api, unwrap } from '../../../api/client';
import { keys } from '../../../api/keys';
import type { RequestRow } from '../../../api/requestList';
import { usePropertyNames } from '../../../hooks/useNames';
import { useCanScore } from '../../../hooks/useCanScore';
import { Panel } from '../../../components/Panel';
import classes from './Facts.module.css';

/** The properties of a request. A value links to all requests that have it. */
export function Properties({ row: { request_id: requestId, properties } }: { row: RequestRow }) {
  const [adding, setAdding] = useState(false);
  const canScore = useCanScore();
  const all = Object.entries(properties).sort(([one], [other]) => (one < other ? -1 : 1));
  return (
    <Panel title="Properties">
      {all.length > 0 ? (
        <dl className={classes.pairs}>
          {all.map(([name, value]) => (
            <PropertyRow key={name} name={name} value={value} />
          ))}
        </dl>
      ) : (
        <Text size="sm" c="dimmed">
          No properties
        </Text>
      )}
      {canScore && !adding && (
        <Group>
          <Button size="compact-xs" variant="default" onClick={() => setAdding(true)}>
            Add a property
          </Button>
        </Group>
      )}
      {adding && <PropertyForm requestId={requestId} onDone={() => setAdding(false)} />}
    </Panel>
  );
}

function PropertyRow({ name, value }: { name: string; value: string }) {
  return (
    <>
      <dt>{name}</dt>
      <dd title={value} className={classes.long}>
        <Anchor
          fz="inherit"
          renderRoot={props => (
            <Link
              to="/requests"
              search={{ f: [{ field: 'property', name, op: 'is', value }] }}
              {...props}
            />
          )}
        >
          {value === '' ? '(empty)' : value}
        </Anchor>
      </dd>
    </>
  );
}

function PropertyForm({ requestId, onDone }: { requestId: string; onDone: () => void }) {
  const [key, setKey] = useState('');
  const [value, setValue] = useState('');
  const names = usePropertyNames().data;
  const client = useQueryClient();
  const adding = useMutation({
    mutationFn: () => {
      const params = { path: { request_id: requestId } };
      return unwrap(
        api.PUT('/v1/request/{request_id}/property', { params, body: { key: key.trim(), value } }),
      );
    },
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: keys.request(requestId) });
      void client.invalidateQueries({ queryKey: keys.propertyNames.all });
      void client.invalidateQueries({ queryKey: keys.requestPage.all });
      onDone();
    },
  });
  return (
    <form
      onSubmit={event => {
        event.preventDefault();
        if (key.trim()) adding.mutate();
      }}
    >
      <Group gap="xs" align="end">
        <Autocomplete
          size="xs"
          label="Name"
          autoFocus
          value={key}
          onChange={setKey}
          data={names}
          flex={1}
          miw={100}
        />
        <TextInput
          size="xs"
          label="Value"
          value={value}
          onChange={event => setValue(event.currentTarget.value)}
          flex={1}
          miw={100}
          error={adding.error?.message}
        />
        <Button size="xs" type="submit" loading={adding.isPending} disabled={!key.trim()}>
          Add
        </Button>
        <Button size="xs" variant="subtle" onClick={onDone}>
          Cancel
        </Button>
      </Group>
    </form>
  );
}
