/** The form of a new experiment: its fields, and what is sent. */

import { type Condition, toFilterTree } from '../../lib/filter';
import type { MetricName } from '../../lib/metrics';
import type { ScoreUnit } from '../../lib/scoreUnit';
import type { NewExperiment } from './queries';

type Typed = number | string; // '' while it is being typed, as in Mantine's number fields

export interface ScoreFields {
  name: string;
  label: string; // '': the score's numbers or booleans
  direction: '' | 'higher' | 'lower'; // '': as its definition says
  smallest: Typed;
}

export interface GuardrailFields {
  metric: MetricName;
  margin: Typed;
}

export interface ExperimentFields {
  name: string;
  arms: 'property' | 'filters';
  property: string;
  values: string[]; // the control first
  groups: { name: string; conditions: Condition[] }[];
  conditions: Condition[]; // of the requests that take part
  unit: ScoreUnit; // what the scores are of
  scores: ScoreFields[];
  guardrails: GuardrailFields[];
  cluster: string; // a key; '': each request, or each session if the scores are theirs
  tunedAt: Typed;
  cycle: Typed; // days; '': at most a week
  split: string; // "90, 10"; '': equal
  since: '' | '7' | '30'; // days before now; '': it starts now
  end: string; // as the browser's field for a time has it; '': it is open
}

export interface FieldProps {
  fields: ExperimentFields;
  change: (changed: Partial<ExperimentFields>) => void;
}

export const NEW_SCORE: ScoreFields = { name: '', label: '', direction: '', smallest: '' };

export const EMPTY: ExperimentFields = {
  name: '',
  arms: 'property',
  property: '',
  values: [],
  groups: [
    { name: 'control', conditions: [] },
    { name: 'candidate', conditions: [] },
  ],
  conditions: [],
  unit: 'request',
  scores: [NEW_SCORE],
  guardrails: [],
  cluster: '',
  tunedAt: 5_000,
  cycle: '',
  split: '',
  since: '',
  end: '',
};

const DAY_MS = 86_400_000;

export function toBody(fields: ExperimentFields, now = new Date()): NewExperiment {
  const { name, since, split, cluster } = fields;
  const arms =
    fields.arms === 'property'
      ? { property: fields.property, values: fields.values, groups: [] }
      : {
          values: [],
          groups: fields.groups.map(group => ({
            name: group.name.trim(),
            filter: toFilterTree(group.conditions),
          })),
        };
  return {
    ...arms,
    name: name.trim(),
    filter: toFilterTree(fields.conditions),
    unit: fields.unit,
    scores: fields.scores.map(score => ({
      name: score.name,
      label: score.label.trim() || null,
      direction: score.direction || null,
      smallest_effect: Number(score.smallest),
    })),
    guardrails: fields.guardrails.map(({ metric, margin }) => ({
      metric,
      margin: Number(margin),
    })),
    cluster_by: cluster || null,
    tuned_at: Number(fields.tunedAt),
    cycle_days: fields.cycle === '' ? null : Number(fields.cycle),
    expected_split: split.trim()
      ? split
          .split(/[,:/\s]+/)
          .filter(Boolean)
          .map(Number)
      : null,
    start: since ? new Date(now.getTime() - Number(since) * DAY_MS).toISOString() : null,
    end: fields.end ? new Date(fields.end).toISOString() : null,
  };
}

/** What is still missing, as a sentence; null: nothing. The API checks the rest. */
export function missing(fields: ExperimentFields): string | null {
  if (!fields.name.trim()) return 'Give it a name.';
  if (fields.arms === 'property' && (!fields.property || fields.values.length < 2))
    return 'Choose a property and two values of it or more.';
  if (fields.arms === 'filters' && fields.groups.some(group => !group.conditions.length))
    return 'Give both groups a filter.';
  if (fields.scores.some(score => !score.name || !(Number(score.smallest) > 0)))
    return 'Each score needs a name and the smallest difference that matters.';
  if (fields.guardrails.some(({ margin }) => !(Number(margin) > 0)))
    return 'Each guardrail needs a margin.';
  return null;
}

/** What may be assigned to an arm. */
export const clustersOf = (unit: ScoreUnit, properties: readonly string[]) => [
  { value: '', label: `each ${unit}` },
  ...(unit === 'request' ? [{ value: 'session', label: 'each session' }] : []),
  { value: 'user', label: 'each user' },
  ...properties.map(name => ({ value: `property.${name}`, label: `each value of ${name}` })),
];
