import { Button, Group, NumberInput, Textarea } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, unwrap } from '../../api/client';
import { keys } from '../../api/keys';
import { ErrorAlert } from '../../components/states';
import { useCanScore } from '../../hooks/useCanScore';
import { parseDefinition, withoutPrompt, withPrompt } from './drafts';
import { Preview } from './Preview';
import type { EvaluatorBody } from './queries';
import classes from './Evaluators.module.css';

/** The definition as JSON, as the API and the settings have it; a preview of it, and saving it. */
export function EvaluatorEditor({
  initial,
  isReadOnly = false,
  onSaved,
  onClose,
}: {
  initial: object;
  isReadOnly?: boolean;
  onSaved: (name: string) => void;
  onClose?: () => void;
}) {
  const [text, setText] = useState(() => JSON.stringify(withoutPrompt(initial).rest, null, 2));
  const [prompt, setPrompt] = useState(() => withoutPrompt(initial).prompt);
  const [last, setLast] = useState<number | string>(10);
  const parsed = parseDefinition(text);
  const canScore = useCanScore();
  const client = useQueryClient();
  const previewing = useMutation({
    mutationFn: async (body: EvaluatorBody) => {
      const preview = { evaluator: body, last: Number(last), ids: [] };
      return (await unwrap(api.POST('/v1/evaluators/preview', { body: preview }))).data;
    },
  });
  const saving = useMutation({
    mutationFn: (body: EvaluatorBody) => unwrap(api.POST('/v1/evaluators', { body })),
    onSuccess: async ({ data }) => {
      await client.invalidateQueries({ queryKey: keys.evaluators.all });
      await client.invalidateQueries({ queryKey: keys.evaluator(data.name) });
      await client.invalidateQueries({ queryKey: keys.evaluatorVersions(data.name) });
      onSaved(data.name);
    },
  });
  const body =
    'body' in parsed ? (withPrompt(parsed.body, prompt) as unknown as EvaluatorBody) : null;
  const failed = saving.error ?? previewing.error;
  return (
    <>
      <Textarea
        label="Definition (JSON)"
        classNames={{ input: classes.code }}
        autosize
        minRows={8}
        maxRows={28}
        readOnly={isReadOnly}
        spellCheck={false}
        value={text}
        error={'error' in parsed ? parsed.error : undefined}
        onChange={event => setText(event.currentTarget.value)}
      />
      {prompt !== null && (
        <Textarea
          mt="sm"
          label="Prompt of the judge, with {{question}}, {{answer}}, {{messages}} and others"
          classNames={{ input: classes.code }}
          autosize
          minRows={6}
          maxRows={24}
          readOnly={isReadOnly}
          value={prompt}
          onChange={event => setPrompt(event.currentTarget.value)}
        />
      )}
      {failed && <ErrorAlert error={failed} />}
      {canScore && (
        <Group gap="xs" mt="sm" align="end">
          <NumberInput
            label="Newest calls"
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
            onClick={() => body && previewing.mutate(body)}
          >
            Preview on them
          </Button>
          {!isReadOnly && (
            <Button
              disabled={!body}
              loading={saving.isPending}
              onClick={() => body && saving.mutate(body)}
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
      )}
      {previewing.data && <Preview result={previewing.data} />}
    </>
  );
}
