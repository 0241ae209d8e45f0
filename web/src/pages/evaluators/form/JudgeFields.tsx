import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { settingsQuery } from '../../../api/health';
import { useValueSuggestions } from '../../../hooks/useSuggestions';
import { ChoiceField, JsonField, LongTextField, NumberField, TextField } from './fields';
import { useField } from './FormContext';
import { JudgeScores } from './JudgeScores';
import { upstreamNames } from './upstreams';
import classes from './Form.module.css';

const PLACEHOLDERS = [
  ['question', 'the last message of the user'],
  ['answer', 'the answer'],
  ['messages', 'the whole conversation before the answer'],
  ['properties', 'all properties of the call'],
  ['properties.Name', 'one property'],
  ['scores', 'the scores that the call has'],
  ['reference', 'the reference answer'],
] as const;
const APIS = [
  { value: 'openai', label: 'OpenAI’s chat completions' },
  { value: 'anthropic', label: 'Anthropic’s messages' },
];
const FORMATS = [
  { value: 'json_schema', label: 'by a JSON schema' },
  { value: 'json_object', label: 'as any JSON object' },
  { value: 'text', label: 'by the prompt alone' },
];

export function JudgeFields() {
  const { value } = useField('judge.model');
  const models = useValueSuggestions('model', '', typeof value === 'string' ? value : '');
  const upstreams = upstreamNames(useQuery(settingsQuery).data ?? []);
  return (
    <>
      <div className={classes.grid}>
        <TextField
          path="judge.upstream"
          label="Upstream"
          hint="Its key is [[judge_key]] of the settings"
          placeholder="openai"
          data={upstreams}
        />
        <TextField
          path="judge.model"
          label="Model"
          hint="Which reads the calls"
          placeholder="gpt-4o-mini"
          data={models}
        />
      </div>
      <LongTextField
        path="judge.template"
        label="Prompt of the judge"
        rows={8}
        className={classes.code}
      />
      <Placeholders />
      <h3 className={classes.subheading}>What it answers with</h3>
      <JudgeScores />
      <details className={classes.more}>
        <summary>More about the judge’s call</summary>
        <LongTextField path="judge.system" label="System prompt" placeholder="none" />
        <div className={classes.grid}>
          <ChoiceField path="judge.api" label="API of the upstream" data={APIS} fallback="openai" />
          <ChoiceField
            path="judge.answer_format"
            label="How it is asked for JSON"
            data={FORMATS}
            fallback="json_schema"
          />
          <TextField
            path="judge.path"
            label="Path below the upstream’s URL"
            placeholder="/v1/chat/completions"
          />
          <TextField
            path="judge.reference"
            label="Property, or score of labels, with the reference answer"
            placeholder="Reference"
          />
          <NumberField
            path="judge.max_answer_tokens"
            label="Tokens of an answer, at most"
            placeholder="1000"
          />
          <NumberField
            path="judge.max_input_characters"
            label="Characters of a prompt, at most"
            placeholder="100000"
          />
          <NumberField
            path="judge.time_limit_s"
            label="Time of a call, at most"
            placeholder="60"
            suffix=" s"
          />
          <NumberField path="judge.concurrency" label="Calls at the same time" placeholder="4" />
        </div>
        <JsonField
          path="judge.parameters"
          label="Further parameters of the request, as JSON"
          placeholder='{"temperature": 0}'
          className={classes.code}
        />
      </details>
    </>
  );
}

/** What the prompt can contain of a call; a click puts it at the end. */
function Placeholders() {
  const { value, set, isReadOnly } = useField('judge.template');
  const prompt = typeof value === 'string' ? value : '';
  return (
    <div className={classes.placeholders}>
      {PLACEHOLDERS.map(([name, meaning]) => (
        <span key={name}>
          <Button
            size="compact-xs"
            variant={prompt.includes(`{{${name}}}`) ? 'light' : 'default'}
            disabled={isReadOnly}
            title="Put it at the end of the prompt"
            onClick={() => set(`${prompt}${prompt && '\n\n'}{{${name}}}`)}
          >
            {`{{${name}}}`}
          </Button>{' '}
          {meaning}
        </span>
      ))}
    </div>
  );
}
