import { Button, Group, MultiSelect, NumberInput, Paper, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { keys } from '../../api/keys';
import type { Queue } from '../../api/queues';
import { definitionsQuery } from '../../api/scores';
import { describeDefinition } from '../../components/scores/definition';
import { ErrorAlert } from '../../components/states';
import {
  describeSource,
  type FieldProps,
  fieldsOf,
  type QueueFields,
  saveQueue,
} from './queueSaving';
import { FollowField, SampleFields } from './SampleFields';
import classes from './Label.module.css';

/** Creates a queue, or changes what raters of one are asked. Not a form element: conditions have forms of their own. `ids`: the requests that were chosen for it. */
export function QueueForm({
  queue,
  ids,
  onClose,
  onSaved,
}: {
  queue?: Queue;
  ids?: string[];
  onClose: () => void;
  onSaved: (id: string) => void;
}) {
  const [fields, setFields] = useState(() => fieldsOf(queue, ids));
  const change = (changed: Partial<QueueFields>) =>
    setFields(before => ({ ...before, ...changed }));
  const client = useQueryClient();
  const saving = useMutation({
    mutationFn: () => saveQueue(fields, queue, ids),
    onSuccess: async id => {
      await client.invalidateQueries({ queryKey: keys.queues.all });
      onSaved(id);
    },
  });
  return (
    <Paper withBorder p="md" component="section" aria-label={queue ? 'Edit queue' : 'New queue'}>
      <div className={classes.form}>
        <AskedFields fields={fields} change={change} />
        {!queue && !ids && <SampleFields fields={fields} change={change} />}
        {queue?.filter !== undefined && queue?.filter !== null && (
          <>
            <p className={classes.wide}>Filled with: {describeSource(queue)}.</p>
            <FollowField fields={fields} change={change} />
          </>
        )}
        {ids && (
          <p className={classes.wide}>
            {ids.length === 1 ? 'The chosen request' : `The ${ids.length} chosen requests`} will be
            in it.
          </p>
        )}
      </div>
      {saving.error && <ErrorAlert error={saving.error} />}
      <Group gap="xs" mt="md">
        <Button
          onClick={() => saving.mutate()}
          loading={saving.isPending}
          disabled={!fields.name.trim() || !fields.scores.length}
        >
          {queue ? 'Save' : ids ? 'Create and label' : 'Create queue'}
        </Button>
        <Button variant="subtle" onClick={onClose}>
          Cancel
        </Button>
      </Group>
    </Paper>
  );
}

const NOTHING = { q: undefined, order: undefined, page: undefined };

/** What raters are asked. */
function AskedFields({ fields, change }: FieldProps) {
  const { data: definitions = [], isSuccess } = useQuery(definitionsQuery);
  return (
    <>
      <TextInput
        label="Name"
        required
        withAsterisk={false}
        maxLength={200}
        value={fields.name}
        onChange={event => change({ name: event.currentTarget.value })}
      />
      <MultiSelect
        label="Scores that a rater gives"
        description={
          isSuccess && !definitions.length ? (
            <>
              No score has a definition yet.{' '}
              <Link to="/scores" search={NOTHING}>
                Define one
              </Link>{' '}
              under Scores.
            </>
          ) : undefined
        }
        required
        withAsterisk={false}
        searchable
        maxValues={10}
        data={definitions.map(each => ({
          value: each.name,
          label: [each.name, describeDefinition(each)].filter(Boolean).join(': '),
        }))}
        value={fields.scores}
        onChange={scores => change({ scores })}
        size="xs"
      />
      <NumberInput
        label="Raters per request"
        min={1}
        max={20}
        allowDecimal={false}
        value={fields.raters}
        onChange={raters => change({ raters })}
      />
      <Textarea
        className={classes.wide}
        label="Instructions"
        placeholder="What makes an answer good, what makes it bad, and what to do in doubt"
        autosize
        minRows={3}
        maxRows={12}
        maxLength={20_000}
        value={fields.instructions}
        onChange={event => change({ instructions: event.currentTarget.value })}
      />
    </>
  );
}
