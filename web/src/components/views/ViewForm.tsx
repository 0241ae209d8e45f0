import { Button, Checkbox, Group, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useSaveView, type View, type ViewPage } from '../../api/views';
import { toViewSearch } from '../../lib/viewSearch';
import { ErrorAlert } from '../states';

/** Saves what the page shows under a name: as a new view, or in place of `view`. */
export function ViewForm({
  page,
  search,
  view,
  onSaved,
  onCancel,
}: {
  page: ViewPage;
  search: Record<string, unknown>;
  view: View | undefined;
  onSaved: (view: View) => void;
  onCancel: () => void;
}) {
  const [name, setName] = useState(view?.name ?? '');
  const [shared, setShared] = useState(view?.shared ?? false);
  const [isDefault, setIsDefault] = useState(view?.default ?? false);
  const save = useSaveView();
  return (
    <form
      onSubmit={event => {
        event.preventDefault();
        const body = { name, page, shared, default: isDefault, search: toViewSearch(search) };
        // mutate() would not call back if the form was closed meanwhile
        save.mutateAsync({ id: view?.view_id, body }).then(onSaved, () => undefined);
      }}
    >
      <Stack gap="xs">
        <TextInput
          size="xs"
          label="Name"
          data-autofocus
          maxLength={100}
          value={name}
          onChange={event => setName(event.currentTarget.value)}
        />
        <Checkbox
          size="xs"
          label="Everybody in the project sees it"
          checked={shared}
          onChange={event => setShared(event.currentTarget.checked)}
        />
        <Checkbox
          size="xs"
          label="The page opens with it"
          checked={isDefault}
          onChange={event => setIsDefault(event.currentTarget.checked)}
        />
        {save.isError && <ErrorAlert error={save.error} />}
        <Group gap="xs">
          <Button size="xs" type="submit" loading={save.isPending} disabled={!name.trim()}>
            Save
          </Button>
          <Button size="xs" variant="subtle" onClick={onCancel}>
            Cancel
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
