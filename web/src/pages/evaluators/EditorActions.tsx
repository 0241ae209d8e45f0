import { Button, Group, NumberInput } from '@mantine/core';
import { useState } from 'react';
import type { EvaluatorBody } from './queries';
import type { Previewing, Saving } from './useSaving';
import classes from './Evaluators.module.css';

/** Trying a definition, and saving it. */
export function EditorActions({
  body,
  previewing,
  saving,
  onClose,
}: {
  body: EvaluatorBody | null; // null: it is no JSON yet
  previewing: Previewing;
  saving: Saving | null; // null: it cannot be changed here
  onClose?: () => void;
}) {
  const [last, setLast] = useState<number | string>(10);
  return (
    <Group gap="xs" align="end">
      <NumberInput
        label={body?.target === 'session' ? 'Newest sessions' : 'Newest calls'}
        w={110}
        min={1}
        max={50}
        allowDecimal={false}
        value={last}
        onChange={setLast}
      />
      <Button
        variant="default"
        disabled={!body}
        loading={previewing.isPending}
        onClick={() => {
          saving?.reset();
          if (body) previewing.mutate({ evaluator: body, last: Number(last) });
        }}
      >
        Preview on them
      </Button>
      {saving && (
        <Button
          disabled={!body}
          loading={saving.isPending}
          onClick={() => {
            if (previewing.error) previewing.reset();
            if (body) saving.mutate(body);
          }}
        >
          Save
        </Button>
      )}
      {onClose && (
        <Button variant="subtle" onClick={onClose}>
          Cancel
        </Button>
      )}
      <span className={classes.quiet}>
        A preview stores no score. Calls of a judge are real ones, and cost.
      </span>
    </Group>
  );
}
