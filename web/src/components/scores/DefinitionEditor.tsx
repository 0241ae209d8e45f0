import { Button, Group, Modal, Stack, Switch, Text, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, unwrap } from '../../api/client';
import { keys } from '../../api/keys';
import type { Definition } from '../../api/scores';
import { type DefinitionForm, toBody, toForm } from './definition';
import { LabelsField, RangeFields } from './DefinitionFields';

interface EditorProps {
  name?: string; // undefined: the editor asks for a name
  definition?: Definition;
  onClose: () => void;
}

/** A dialog to create, change or delete the definition of a score. */
export function DefinitionEditor(props: EditorProps) {
  const { name, onClose } = props;
  return (
    <Modal
      opened
      onClose={onClose}
      title={name === undefined ? 'Define a score' : `Definition of ${name}`}
      closeButtonProps={{ 'aria-label': 'Close' }}
      styles={{ title: { overflowWrap: 'anywhere', fontWeight: 600 } }}
    >
      <EditorForm {...props} />
    </Modal>
  );
}

function EditorForm({ name, definition, onClose }: EditorProps) {
  const [newName, setNewName] = useState('');
  const [form, setForm] = useState<DefinitionForm>(() => toForm(definition));
  const change = (changed: Partial<DefinitionForm>) => setForm({ ...form, ...changed });
  const { save, remove } = useDefinitionMutations(name ?? newName, onClose);
  const error = save.error ?? remove.error;
  return (
    <form
      onSubmit={event => {
        event.preventDefault();
        save.mutate(form);
      }}
    >
      <Stack gap="sm">
        {name === undefined && (
          <TextInput
            label="Name"
            required
            withAsterisk={false}
            data-autofocus
            value={newName}
            onChange={event => setNewName(event.currentTarget.value)}
          />
        )}
        <RangeFields form={form} onChange={change} />
        <LabelsField form={form} onChange={change} />
        <Textarea
          label="Description"
          autosize
          minRows={2}
          value={form.description}
          onChange={event => change({ description: event.currentTarget.value })}
        />
        <Switch
          label="Reject scores that do not match"
          checked={form.enforce}
          onChange={event => change({ enforce: event.currentTarget.checked })}
        />
        {error && (
          <Text role="alert" size="sm" c="var(--mantine-color-error)">
            {error.message}
          </Text>
        )}
        <Group justify={definition ? 'space-between' : 'end'}>
          {definition && (
            <Button variant="default" onClick={() => remove.mutate()} loading={remove.isPending}>
              Delete the definition
            </Button>
          )}
          <Button type="submit" loading={save.isPending}>
            Save
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function useDefinitionMutations(name: string, onDone: () => void) {
  const client = useQueryClient();
  const onSuccess = () => {
    void client.invalidateQueries({ queryKey: keys.scoreDefinitions.all });
    onDone();
  };
  const params = { path: { name } };
  const save = useMutation({
    mutationFn: (form: DefinitionForm) =>
      unwrap(api.PUT('/v1/score-definitions/{name}', { params, body: toBody(form) })),
    onSuccess,
  });
  const remove = useMutation({
    mutationFn: () => unwrap(api.DELETE('/v1/score-definitions/{name}', { params })),
    onSuccess,
  });
  return { save, remove };
}
