import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import { type Definition, definitionsQuery } from '../../api/scores';
import type { Step } from '../../api/steps';
import { type ScoreName, scoreKey } from '../../components/groups/groupQueries';
import { useSelectedScores } from '../../components/groups/useSelectedScores';
import { costsOf, count, duration } from '../../lib/numbers';
import { Outcome } from '../../components/Outcome';
import { ScoreValue } from '../../components/ScoreValue';
import { StatusLabel } from '../../components/StatusLabel';
import { DataTable } from '../../components/table/DataTable';
import type { Column } from '../../components/table/columns';
import { CallBar } from './CallBar';
import { sessionCondition } from './queries';
import { withoutMarks } from '../../lib/withoutMarks';

/** The steps of a session over time, indented by what they are part of. A call links to its request. */
export function Waterfall({ sessionId, steps }: { sessionId: string; steps: Step[] }) {
  const navigate = useNavigate();
  const { scores } = useSearch({ from: '/sessions/$sessionId' });
  const { shown } = useSelectedScores(scores);
  const definitions = useQuery(definitionsQuery).data;
  const columns = useMemo(
    () => waterfallColumns(steps, shown, definitions ?? []),
    [steps, shown, definitions],
  );
  return (
    <DataTable<Step>
      label="Timeline"
      columns={columns}
      total={steps.length}
      row={index => steps[index]}
      onOpen={({ request_id: requestId }) => {
        if (requestId === null) return;
        void navigate({
          to: '/requests/$requestId',
          params: { requestId },
          search: {
            f: [sessionCondition(sessionId)], // "next" and "previous" follow the session
            sort: 'created_at',
            asc: true,
          },
        });
      }}
    />
  );
}

function waterfallColumns(
  steps: Step[],
  scores: ScoreName[],
  definitions: readonly Definition[],
): Column<Step>[] {
  const begins = steps.map(step => Date.parse(step.started_at));
  const start = begins.reduce((a, b) => Math.min(a, b), Infinity);
  const end = steps.reduce(
    (last, step, index) => Math.max(last, begins[index]! + (step.duration_ms ?? 0)),
    -Infinity,
  );
  const costs = costsOf(steps.map(({ call }) => call?.cost ?? null));
  return [
    { id: 'step', title: 'Step', width: 110, cell: step => <StepLabel step={step} /> },
    {
      id: 'time',
      title: 'Time',
      width: 130,
      cell: step => <CallBar step={step} start={start} end={end} />,
    },
    number('latency', 'Duration', 72, step => duration(step.duration_ms)),
    { id: 'status', title: 'Status', width: 78, cell: step => <Status step={step} /> },
    { id: 'model', title: 'Model', width: 104, cell: step => <Model step={step} /> },
    number('cost', 'Cost', 92, ({ call }) => call && costs(call.cost)),
    ...scores.map(score => ({
      id: `score ${scoreKey(score)}`,
      title: score.name,
      width: Math.max(80, Math.min(150, 22 + 7 * score.name.length)), // its name can be read
      numeric: true,
      cell: ({ call }: Step) =>
        call && (
          <ScoreValue
            value={valueOf(call.scores, score)}
            definition={definitions.find(({ name }) => name === score.name)}
          />
        ),
    })),
    number(
      'tokens',
      'Tokens',
      116,
      ({ call }) => call && `${count(call.prompt_tokens)} → ${count(call.completion_tokens)}`,
    ),
    number('start', 'Starts after', 100, step => duration(Date.parse(step.started_at) - start)),
    {
      id: 'answer',
      title: 'Answer',
      width: 260,
      cell: ({ call }) => withoutMarks(call?.answer_preview ?? ''),
    },
  ];
}

function number(
  id: string,
  title: string,
  width: number,
  cell: Column<Step>['cell'],
): Column<Step> {
  return { id, title, width, numeric: true, cell };
}

/** The value of a score of that type; names may be used for several types. */
function valueOf(scores: Record<string, unknown>, { name, type }: ScoreName) {
  const value = scores[name];
  const isOfType = typeof value === (type === 'label' ? 'string' : type);
  return isOfType ? (value as number | boolean | string) : null;
}

function Status({ step: { call, error, kind } }: { step: Step }) {
  if (call) return <Outcome status={call.status} outcome={call.outcome} />;
  if (error === null) return kind === 'path' ? null : <StatusLabel tone="neutral">ok</StatusLabel>;
  return (
    <span title={error}>
      <StatusLabel tone="bad">{error.slice(0, 80)}</StatusLabel>
    </span>
  );
}

/** The model of a call without the date of its version, or what the step is. */
function Model({ step: { call, kind } }: { step: Step }) {
  if (!call) return kind === 'path' ? null : kind;
  return (
    <span title={call.model ?? undefined}>{call.model?.replace(/-\d{4}-\d\d-\d\d$/, '')}</span>
  );
}

function StepLabel({ step }: { step: Step }) {
  const isQuiet = step.kind === 'path';
  return (
    <span
      title={step.session_path ?? step.name}
      style={{
        paddingInlineStart: `${Math.min(step.depth, 12) * 14}px`,
        color: isQuiet ? 'var(--g-text-2)' : undefined,
      }}
    >
      {step.name}
    </span>
  );
}
