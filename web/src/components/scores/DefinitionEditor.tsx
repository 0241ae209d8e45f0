import {
  Button,
  Group,
  Modal,
  NativeSelect,
  NumberInput,
  SimpleGrid,
  Stack,
  Switch,
  TagsInput,
  Text,
  Textarea,
  TextInput,
} from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, unwrap } from '../../api/client';
import { type Definition, definitionsQuery } from '../../api/scores';
import { KINDS, toBody, toForm, type DefinitionForm } from './definition';

/** What the scores of a name should be: said, changed, taken back. Without a name it asks for one. */
export function DefinitionEditor({
  name,
  definition,
  onClose,
}: {
  name?: string;
  definition?: Definition;
  onClose: () => void;
}) {
  return (
    <Modal
      opened
      onClose={onClose}
      title={name === undefined ? 'Define a score' : `What ${name} should be`}
      closeButtonProps={{ 'aria-label': 'Close' }}
      styles={{ title: { overflowWrap: 'anywhere', fontWeight: 600 } }}
    >
      <Form name={name} definition={definition} onClose={onClose} />
    </Modal>
  );
}

function Form({
  name,
  definition,
  onClose,
}: {
  name?: string;
  definition?: Definition;
  onClose: () => void;
}) {
  const [ownName, setOwnName] = useState('');
  const [form, setForm] = useState<DefinitionForm>(() => toForm(definition));
  const change = (changed: Partial<DefinitionForm>) => setForm({ ...form, ...changed });
  const { saving, deleting } = useChanges(name ?? ownName, onClose);
  const numbers = form.kind !== 'label' && form.kind !== 'boolean';
  const error = saving.error ?? deleting.error;
  return (
    <form
      onSubmit={event => {
        event.preventDefault();
        saving.mutate(form);
      }}
    >
      <Stack gap="sm">
        {name === undefined && (
          <TextInput
            label="Name"
            required
            withAsterisk={false}
            data-autofocus
            value={ownName}
            onChange={event => setOwnName(event.currentTarget.value)}
          />
        )}
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
          <NativeSelect
            label="Kind"
            value={form.kind}
            onChange={event => change({ kind: event.currentTarget.value })}
            data={[
              { value: '', label: 'any' },
              ...Object.entries(KINDS).map(([value, label]) => ({ value, label })),
            ]}
          />
          <NativeSelect
            label="Better is"
            value={form.direction}
            onChange={event => change({ direction: event.currentTarget.value })}
            data={[
              { value: '', label: 'not said' },
              { value: 'higher', label: 'higher' },
              { value: 'lower', label: 'lower' },
            ]}
          />
          {numbers && (
            <>
              <NumberInput
                label="At least"
                value={form.minimum}
                onChange={minimum => change({ minimum })}
              />
              <NumberInput
                label="At most"
                value={form.maximum}
                onChange={maximum => change({ maximum })}
              />
              <NumberInput
                label={form.direction === 'lower' ? 'Passes up to' : 'Passes from'}
                value={form.pass_threshold}
                onChange={pass_threshold => change({ pass_threshold })}
              />
            </>
          )}
        </SimpleGrid>
        {form.kind === 'label' && (
          <TagsInput
            label="Labels that may be"
            description="None: any"
            value={form.labels}
            onChange={labels => change({ labels })}
          />
        )}
        <Textarea
          label="What it means"
          autosize
          minRows={2}
          value={form.description}
          onChange={event => change({ description: event.currentTarget.value })}
        />
        <Switch
          label="Refuse what does not fit"
          checked={form.enforce}
          onChange={event => change({ enforce: event.currentTarget.checked })}
        />
        {error && (
          <Text role="alert" size="sm" c="var(--mantine-color-error)">
            {error.message}
          </Text>
        )}
        <Group justify="space-between">
          {definition ? (
            <Button
              variant="default"
              onClick={() => deleting.mutate()}
              loading={deleting.isPending}
            >
              Delete the definition
            </Button>
          ) : (
            <span />
          )}
          <Button type="submit" loading={saving.isPending}>
            Save
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function useChanges(name: string, onDone: () => void) {
  const client = useQueryClient();
  const done = () => {
    void client.invalidateQueries({ queryKey: definitionsQuery.queryKey });
    onDone();
  };
  const params = { path: { name } };
  const saving = useMutation({
    mutationFn: (form: DefinitionForm) =>
      unwrap(api.PUT('/v1/score-definitions/{name}', { params, body: toBody(form) })),
    onSuccess: done,
  });
  const deleting = useMutation({
    mutationFn: () => unwrap(api.DELETE('/v1/score-definitions/{name}', { params })),
    onSuccess: done,
  });
  return { saving, deleting };
}
