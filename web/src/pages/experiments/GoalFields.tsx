import { Button, CloseButton, Input, NativeSelect, NumberInput, TextInput } from '@mantine/core';
import { useScoreNames } from '../../hooks/useNames';
import { METRICS, METRIC_NAMES, type MetricName } from '../../lib/metrics';
import {
  type ExperimentFields,
  type FieldProps,
  type GuardrailFields,
  NEW_SCORE,
  type ScoreFields,
} from './fields';
import classes from './Experiments.module.css';

const DIRECTIONS = [
  { value: '', label: 'as its definition says' },
  { value: 'higher', label: 'higher is better' },
  { value: 'lower', label: 'lower is better' },
];
const UNITS = { number: '', share: ', 0.01 is one point', usd: ', in USD', ms: ', in ms' };

/** By what arms are judged. */
export function GoalFields({ fields, change }: FieldProps) {
  const put = <K extends 'scores' | 'guardrails'>(
    key: K,
    at: number,
    changed: Partial<ExperimentFields[K][number]>,
  ) =>
    change({
      [key]: fields[key].map((each, other) => (other === at ? { ...each, ...changed } : each)),
    });
  const drop = (key: 'scores' | 'guardrails', at: number) =>
    change({ [key]: fields[key].filter((_, other) => other !== at) });
  return (
    <>
      <Input.Wrapper
        className={classes.wide}
        label="Scores"
        description="The first one decides"
        labelElement="div"
      >
        {fields.scores.map((score, at) => (
          <ScoreLine
            key={at}
            score={score}
            onChange={changed => put('scores', at, changed)}
            onRemove={fields.scores.length > 1 ? () => drop('scores', at) : null}
          />
        ))}
        <Button
          variant="subtle"
          mt={6}
          onClick={() => change({ scores: [...fields.scores, NEW_SCORE] })}
        >
          Add a score
        </Button>
      </Input.Wrapper>
      <Input.Wrapper
        className={classes.wide}
        label="Guardrails"
        description="Metrics that may rise by so much and no more"
        labelElement="div"
      >
        {fields.guardrails.map((guardrail, at) => (
          <GuardrailLine
            key={at}
            guardrail={guardrail}
            onChange={changed => put('guardrails', at, changed)}
            onRemove={() => drop('guardrails', at)}
          />
        ))}
        <Button
          variant="subtle"
          mt={6}
          onClick={() =>
            change({ guardrails: [...fields.guardrails, { metric: 'latency_ms', margin: '' }] })
          }
        >
          Add a guardrail
        </Button>
      </Input.Wrapper>
    </>
  );
}

function ScoreLine({
  score,
  onChange,
  onRemove,
}: {
  score: ScoreFields;
  onChange: (changed: Partial<ScoreFields>) => void;
  onRemove: (() => void) | null;
}) {
  const known = useScoreNames().data ?? [];
  const isLabel = known.some(({ name, type }) => name === score.name && type === 'label');
  return (
    <div className={classes.line}>
      <NativeSelect
        label="Score"
        data={[{ value: '', label: 'choose one' }, ...new Set(known.map(({ name }) => name))]}
        value={score.name}
        onChange={event => onChange({ name: event.currentTarget.value, label: '' })}
      />
      {isLabel && (
        <TextInput
          label="Share of the label"
          value={score.label}
          onChange={event => onChange({ label: event.currentTarget.value })}
        />
      )}
      <NativeSelect
        label="Direction"
        data={DIRECTIONS}
        value={score.direction}
        onChange={event =>
          onChange({ direction: event.currentTarget.value as ScoreFields['direction'] })
        }
      />
      <NumberInput
        label="Smallest difference that matters"
        min={0}
        hideControls
        value={score.smallest}
        onChange={smallest => onChange({ smallest })}
      />
      {onRemove && <CloseButton aria-label={`Remove ${score.name}`} onClick={onRemove} />}
    </div>
  );
}

function GuardrailLine({
  guardrail,
  onChange,
  onRemove,
}: {
  guardrail: GuardrailFields;
  onChange: (changed: Partial<GuardrailFields>) => void;
  onRemove: () => void;
}) {
  const { title, unit } = METRICS[guardrail.metric];
  return (
    <div className={classes.line}>
      <NativeSelect
        label="Metric"
        data={METRIC_NAMES.map(name => ({ value: name, label: METRICS[name].title }))}
        value={guardrail.metric}
        onChange={event => onChange({ metric: event.currentTarget.value as MetricName })}
      />
      <NumberInput
        label={`May rise by${UNITS[unit]}`}
        min={0}
        hideControls
        value={guardrail.margin}
        onChange={margin => onChange({ margin })}
      />
      <CloseButton aria-label={`Remove ${title}`} onClick={onRemove} />
    </div>
  );
}
