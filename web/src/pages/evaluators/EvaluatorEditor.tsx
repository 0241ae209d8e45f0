import { SegmentedControl, Textarea } from '@mantine/core';
import { useState } from 'react';
import { ApiError } from '../../api/client';
import { ErrorAlert } from '../../components/states';
import { useCanScore } from '../../hooks/useCanScore';
import { parseDefinition } from './drafts';
import { EditorActions } from './EditorActions';
import { type Definition, type PlacedErrors, placeErrors } from './form/definition';
import { EvaluatorForm } from './form/EvaluatorForm';
import { FormContext } from './form/FormContext';
import { Preview } from './Preview';
import type { EvaluatorBody } from './queries';
import { usePreviewing, useSaving } from './useSaving';
import classes from './Evaluators.module.css';

/** A definition as a form, or as the JSON that the API and the settings have; a preview of it, and saving it. */
export function EvaluatorEditor({
  initial,
  isReadOnly = false,
  onSaved,
  onClose,
}: {
  initial: Definition;
  isReadOnly?: boolean;
  onSaved: (name: string) => void;
  onClose?: () => void;
}) {
  const [definition, setDefinition] = useState(initial);
  const [text, setText] = useState<string | null>(null); // of the JSON; null: the form is open
  const parsed = text === null ? { definition } : parseDefinition(text);
  const canScore = useCanScore();
  const previewing = usePreviewing();
  const saving = useSaving(onSaved);
  const failed = saving.error ?? previewing.error;
  const errors = failed instanceof ApiError ? placeErrors(failed.details) : NO_ERRORS;
  const body = 'definition' in parsed ? (parsed.definition as unknown as EvaluatorBody) : null;
  const change = (changed: Definition) => {
    setDefinition(changed);
    saving.reset();
    if (previewing.error) previewing.reset();
  };

  function show(view: string) {
    if (view === 'json') return setText(JSON.stringify(definition, null, 2));
    if (!('definition' in parsed)) return; // the error says what is missing
    setDefinition(parsed.definition);
    setText(null);
  }

  return (
    <div className={classes.editor}>
      <SegmentedControl
        size="xs"
        aria-label="How the definition is shown"
        data={[
          { value: 'form', label: 'Form' },
          { value: 'json', label: 'JSON' },
        ]}
        value={text === null ? 'form' : 'json'}
        onChange={show}
      />
      {text === null ? (
        <FormContext value={{ definition, change, errors: errors.at, isReadOnly }}>
          <EvaluatorForm />
        </FormContext>
      ) : (
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
      )}
      {failed && <Failure error={failed} errors={errors} isForm={text === null} />}
      {canScore && (
        <EditorActions
          body={body}
          previewing={previewing}
          saving={isReadOnly ? null : saving}
          onClose={onClose}
        />
      )}
      {previewing.data && (
        <Preview
          result={previewing.data}
          target={previewing.variables?.evaluator.target ?? 'request'}
        />
      )}
    </div>
  );
}

const NO_ERRORS: PlacedErrors = { at: {}, others: [] };

/** In the form, errors stand at their fields. */
function Failure({
  error,
  errors: { at, others },
  isForm,
}: {
  error: Error;
  errors: PlacedErrors;
  isForm: boolean;
}) {
  const count = Object.keys(at).length;
  if (!isForm || !count) return <ErrorAlert error={error} />;
  return (
    <div role="alert" className={classes.failure}>
      {count === 1 ? 'One field needs a change.' : `${count} fields need a change.`}{' '}
      {others.join('; ')}
    </div>
  );
}
