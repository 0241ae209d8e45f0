import { Button, Text } from '@mantine/core';
import { ChoiceField, FlagField, JsonField, NumberField, TextField, TextsField } from './fields';
import { useField, useForm } from './FormContext';
import { CHECK_TYPES, type Parameter } from './kinds';
import classes from './Form.module.css';

const TYPES = Object.entries(CHECK_TYPES).map(([value, { label }]) => ({
  value,
  label: `The answer ${label}`,
}));
const UNITS = ['characters', 'words', 'lines'].map(value => ({ value, label: value }));

interface Check {
  type: string;
  score: string;
  negate: boolean;
}

export function ChecksFields() {
  const { value, set, error, isReadOnly } = useField('checks');
  const checks = Array.isArray(value) ? (value as unknown[]) : [];
  return (
    <div className={classes.list}>
      {checks.map((_, index) => (
        <CheckFields key={index} path={`checks[${index}]`} isOnly={checks.length === 1} />
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
            onClick={() => set([...checks, { score: '', type: 'contains', texts: [] }])}
          >
            Add a check
          </Button>
        </div>
      )}
    </div>
  );
}

function CheckFields({ path, isOnly }: { path: string; isOnly: boolean }) {
  const { errors, isReadOnly } = useForm();
  const { value, set } = useField(path);
  const { type = '', score, negate } = (value ?? {}) as Partial<Check>;
  const known = CHECK_TYPES[type];
  return (
    <section className={classes.item} aria-label={`Check ${score || type}`}>
      <div className={classes.grid}>
        <ChoiceField
          path={`${path}.type`}
          label="True if"
          data={TYPES}
          onChoose={chosen => set({ score, type: chosen, ...(negate && { negate }) })}
        />
        <TextField path={`${path}.score`} label="Name of the score" placeholder={known?.example} />
        {known?.parameters.map(each => (
          <ParameterField key={each} path={path} parameter={each} amount={known.amount ?? ''} />
        ))}
      </div>
      <FlagField path={`${path}.negate`} label="The other way round" />
      {errors[path] && (
        <Text size="xs" c="var(--g-bad)">
          {errors[path]}
        </Text>
      )}
      {!isReadOnly && !isOnly && (
        <div>
          <Button variant="subtle" onClick={() => set(undefined)}>
            Remove this check
          </Button>
        </div>
      )}
    </section>
  );
}

function ParameterField({
  path,
  parameter,
  amount,
}: {
  path: string;
  parameter: Parameter;
  amount: string;
}) {
  const at = `${path}.${parameter}`;
  const texts = 'Enter after each';
  switch (parameter) {
    case 'pattern':
      return (
        <TextField
          path={at}
          label="Regular expression"
          hint="Found anywhere in the answer; Python’s re"
          placeholder="ORD-\d{6}"
        />
      );
    case 'texts':
      return <TextsField path={at} label="Texts" hint={texts} placeholder="As an AI" />;
    case 'ignore_case':
      return <FlagField path={at} label="Upper and lower case are the same" />;
    case 'json_schema':
      return (
        <JsonField
          path={at}
          label="JSON schema"
          className={classes.code}
          placeholder='{"type": "object", "required": ["answer"]}'
        />
      );
    case 'minimum':
      return <NumberField path={at} label={`At least${amount}`} placeholder="no limit" />;
    case 'maximum':
      return <NumberField path={at} label={`At most${amount}`} placeholder="no limit" />;
    case 'unit':
      return <ChoiceField path={at} label="Counted in" data={UNITS} fallback="characters" />;
    case 'languages':
      return (
        <TextsField
          path={at}
          label="Languages"
          hint={`Codes of ISO 639-1; ${texts}`}
          placeholder="de"
        />
      );
    case 'tools':
      return (
        <TextsField
          path={at}
          label="Tools"
          hint={`One of these; ${texts}`}
          placeholder="any tool"
        />
      );
    case 'reasons':
      return <TextsField path={at} label="Reasons" hint={texts} placeholder="stop" />;
    case 'code_block':
      return <FlagField path={at} label="Read the first code block, if there is one" />;
  }
}
