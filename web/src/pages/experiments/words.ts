/** What the states of experiments and verdicts are called. */

import type { AmountUnit } from '../../lib/differences';
import { decimal } from '../../lib/numbers';
import { METRICS } from '../../lib/metrics';
import type {
  ArmVerdict,
  Experiment,
  GuardrailVerdict,
  HealthCheck,
  ScoreVerdict,
} from './queries';

type State = ArmVerdict['state'];
type Tone = 'good' | 'bad' | 'unsure' | 'neutral';

export const STATES: Record<State, string> = {
  running: 'not decided',
  better: 'better',
  worse: 'worse',
  no_worse: 'not worse',
  no_difference_of_interest: 'no difference that matters',
};

export const TONES: Record<State, Tone> = {
  running: 'neutral',
  better: 'good',
  worse: 'bad',
  no_worse: 'good',
  no_difference_of_interest: 'neutral',
};

export const PHASES: Record<Experiment['state'], { label: string; tone: Tone }> = {
  planned: { label: 'planned', tone: 'neutral' },
  running: { label: 'running', tone: 'good' },
  ended: { label: 'ended', tone: 'neutral' },
};

export const CHECKS: Record<HealthCheck['check'], string> = {
  duration: 'Duration',
  sample_size: 'Sample size',
  sample_ratio: 'Split',
  in_both: 'Separate arms',
  same_time: 'Same time',
  mix: 'Same mix',
  unknown_values: 'Known values',
};

/** A row of the scorecard: a score or guardrail of an arm. */
export interface Measure {
  key: string;
  title: string;
  goal: string; // "higher is better, 5 points matter"
  unit: AmountUnit;
  direction: 'higher' | 'lower';
  smallest: number;
  verdict: ScoreVerdict | GuardrailVerdict;
}

export const measuresOf = ({ scores, guardrails }: ArmVerdict): Measure[] => [
  ...scores.map(ofScore),
  ...guardrails.map(ofGuardrail),
];

function ofScore(verdict: ScoreVerdict): Measure {
  const { name, label, type, direction, smallest_effect: smallest } = verdict;
  const unit = type === 'number' || type === null ? 'number' : 'share';
  return {
    key: `${name} ${label} ${type}`,
    title: label === null ? name : `${name}: ${label}`,
    goal: `${direction} is better, ${amount(unit, smallest)} matters`,
    unit,
    direction,
    smallest,
    verdict,
  };
}

function ofGuardrail(verdict: GuardrailVerdict): Measure {
  const { title, unit } = METRICS[verdict.metric];
  return {
    key: `metric ${verdict.metric}`,
    title,
    goal: `may rise by ${amount(unit, verdict.margin)}`,
    unit,
    direction: 'lower',
    smallest: verdict.margin,
    verdict,
  };
}

/** "5 points", "$0.002", "200 ms" */
export function amount(unit: AmountUnit, value: number): string {
  const figure = decimal(Number((unit === 'share' ? 100 * value : value).toPrecision(3)));
  return {
    number: figure,
    share: `${figure} ${figure === '1' ? 'point' : 'points'}`,
    usd: `$${figure}`,
    ms: `${figure} ms`,
  }[unit];
}
