/** Which rows of a tree of steps are shown. Pure. */

export interface TreeStep {
  step_id: string;
  depth: number;
}

export interface VisibleStep<S extends TreeStep> {
  step: S;
  hasBelow: boolean;
}

/** The steps outside closed ones. `steps`: depth first. */
export function visibleSteps<S extends TreeStep>(
  steps: readonly S[],
  closed: ReadonlySet<string>,
): VisibleStep<S>[] {
  const visible: VisibleStep<S>[] = [];
  let closedDepth = Infinity;
  steps.forEach((step, index) => {
    if (step.depth > closedDepth) return;
    closedDepth = closed.has(step.step_id) ? step.depth : Infinity;
    visible.push({ step, hasBelow: (steps[index + 1]?.depth ?? 0) > step.depth });
  });
  return visible;
}

interface Timed {
  started_at: string;
  duration_ms: number | null;
  error: string | null;
  request_id: string | null;
  call: {
    cost: number | null;
    outcome: string | null;
    status: number | null;
    prompt_tokens: number | null;
    completion_tokens: number | null;
    model: string | null;
  } | null;
  kind: string;
}

export interface StepTotals {
  steps: number;
  calls: number;
  errors: number;
  duration_ms: number;
  cost: number | null; // null: not known of any
  promptTokens: number | null;
  completionTokens: number | null;
}

/** A step that failed: by its own error, or by the outcome or status of its call. */
export const hasFailed = ({ error, call }: Pick<Timed, 'error' | 'call'>) =>
  error !== null ||
  (call !== null &&
    ((call.outcome !== null && call.outcome !== 'ok') || (call.status ?? 0) >= 400));

/** Sums over the steps; two spans around one call are one call. */
export function totalsOf(steps: readonly Timed[]): StepTotals {
  const calls = new Map<string, NonNullable<Timed['call']>>();
  for (const { request_id: id, call } of steps) if (id !== null && call) calls.set(id, call);
  const real = steps.filter(({ kind }) => kind !== 'path');
  const starts = real.map(({ started_at: at }) => Date.parse(at));
  const ends = real.map(({ started_at: at, duration_ms: ms }) => Date.parse(at) + (ms ?? 0));
  const sum = (of: (call: NonNullable<Timed['call']>) => number | null) => {
    const known = [...calls.values()].map(of).filter(value => value !== null);
    return known.length ? known.reduce((a, b) => a + b, 0) : null;
  };
  return {
    steps: real.length,
    calls: calls.size,
    errors: real.filter(hasFailed).length,
    duration_ms: real.length ? largest(ends) - smallest(starts) : 0,
    cost: sum(({ cost }) => cost),
    promptTokens: sum(call => call.prompt_tokens),
    completionTokens: sum(call => call.completion_tokens),
  };
}

// without arguments for each: a session has thousands of steps
const largest = (numbers: number[]) => numbers.reduce((a, b) => Math.max(a, b), -Infinity);
const smallest = (numbers: number[]) => numbers.reduce((a, b) => Math.min(a, b), Infinity);
