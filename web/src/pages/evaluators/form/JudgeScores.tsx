import { Button, Text } from '@mantine/core';
import { ChoiceField, NumberField, TextField, TextsField } from './fields';
import { useField, useForm } from './FormContext';
import classes from './Form.module.css';

const KINDS = [
  { value: 'integer', label: 'a whole number' },
  { value: 'float', label: 'a number' },
  { value: 'boolean', label: 'true or false' },
  { value: 'label', label: 'one of several labels' },
];
const SCALE = { minimum: 1, maximum: 5 };

interface Score {
  name: string;
  kind: string;
  description: string;
}

/** What the judge answers with: each score with its scale or labels. */
export function JudgeScores() {
  const { value, set, error, isReadOnly } = useField('judge.scores');
  const scores = Array.isArray(value) ? (value as unknown[]) : [];
  return (
    <div className={classes.list}>
      {scores.map((_, index) => (
        <ScoreFields key={index} path={`judge.scores[${index}]`} isOnly={scores.length === 1} />
      ))}
      {error && (
        <Text size="xs" c="var(--g-bad)">
          {error}
        </Text>
      )}
      {!isReadOnly && (
        <div>
          <Button
            variant="default"
            onClick={() => set([...scores, { name: '', kind: 'integer', ...SCALE }])}
          >
            Add a score
          </Button>
        </div>
      )}
    </div>
  );
}

function ScoreFields({ path, isOnly }: { path: string; isOnly: boolean }) {
  const { errors, isReadOnly } = useForm();
  const { value, set } = useField(path);
  const { name, kind = 'integer', description } = (value ?? {}) as Partial<Score>;
  const choose = (chosen: string) =>
    set({
      name,
      kind: chosen,
      ...(description && { description }),
      ...(chosen === 'integer' || chosen === 'float' ? SCALE : {}),
      ...(chosen === 'label' ? { labels: ['good', 'bad'] } : {}),
    });
  return (
    <section className={classes.item} aria-label={`Score ${name}`}>
      <div className={classes.grid}>
        <TextField path={`${path}.name`} label="Name of the score" placeholder="helpfulness" />
        <ChoiceField
          path={`${path}.kind`}
          label="It is"
          data={KINDS}
          fallback="integer"
          onChoose={choose}
        />
        {(kind === 'integer' || kind === 'float') && (
          <>
            <NumberField path={`${path}.minimum`} label="From" />
            <NumberField path={`${path}.maximum`} label="To" />
          </>
        )}
        {kind === 'label' && (
          <TextsField path={`${path}.labels`} label="Labels" hint="Enter after each" />
        )}
      </div>
      <TextField
        path={`${path}.description`}
        label="What the values mean, for the judge"
        placeholder="1: of no use. 5: nothing is left to ask."
      />
      {errors[path] && (
        <Text size="xs" c="var(--g-bad)">
          {errors[path]}
        </Text>
      )}
      {!isReadOnly && !isOnly && (
        <div>
          <Button variant="subtle" onClick={() => set(undefined)}>
            Remove this score
          </Button>
        </div>
      )}
    </section>
  );
}
