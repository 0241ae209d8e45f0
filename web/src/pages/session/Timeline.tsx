import { Text } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { RequestRow } from '../../api/requestList';
import { type ScoreName, scoreKey } from '../../components/groups/groupQueries';
import { useSelectedScores } from '../../components/groups/useSelectedScores';
import { cost, count, duration } from '../../lib/numbers';
import { Outcome } from '../../components/Outcome';
import { ScoreValue } from '../../components/ScoreValue';

import { DataTable } from '../../components/table/DataTable';
import type { Column } from '../../components/table/columns';
import { CallBar } from './CallBar';
import { sessionCondition } from './queries';
import { isFailed } from './sums';
import { type Step, steps } from './tree';

type CallStep = Step<RequestRow>;

/** The calls of a session as a tree by path, each with its time span. A call links to its request. */
export function Timeline({ calls }: { calls: RequestRow[] }) {
  const navigate = useNavigate();
  const { scores } = useSearch({ from: '/sessions/$sessionId' });
  const { shown } = useSelectedScores(scores);
  const rows = useMemo(() => steps(calls), [calls]);
  const columns = useMemo(() => timelineColumns(rows, shown), [rows, shown]);
  return (
    <DataTable<CallStep>
      label="Timeline"
      columns={columns}
      total={rows.length}
      row={index => rows[index]}
      onOpen={({ call }) => {
        if (!call) return;
        void navigate({
          to: '/requests/$requestId',
          params: { requestId: call.request_id },
          search: {
            f: [sessionCondition(call.session_id ?? '')], // "next" and "previous" follow the session
            sort: 'created_at',
            asc: true,
          },
        });
      }}
    />
  );
}

function timelineColumns(rows: CallStep[], scores: ScoreName[]): Column<CallStep>[] {
  const start = Math.min(...rows.map(step => step.start));
  const end = Math.max(...rows.map(step => step.end));
  return [
    { id: 'step', title: 'Step', width: 220, cell: step => <StepLabel step={step} /> },
    {
      id: 'time',
      title: 'Time',
      width: 320,
      cell: step => <CallBar step={step} start={start} end={end} isFailed={hasFailed(step)} />,
    },
    number('start', 'Starts after', step => duration(step.start - start)),
    number('latency', 'Latency', ({ call }) => call && duration(call.delay_ms)),
    number('cost', 'Cost', ({ call }) => call && cost(call.cost)),
    ...scores.map(score => ({
      id: `score ${scoreKey(score)}`,
      title: score.name,
      width: 110,
      numeric: true,
      cell: ({ call }: CallStep) =>
        call && <CallScore call={call} name={score.name} type={score.type} />,
    })),
    number('in', 'Prompt tokens', ({ call }) => call && count(call.prompt_tokens)),
    number('out', 'Completion tokens', ({ call }) => call && count(call.completion_tokens)),
    {
      id: 'status',
      title: 'Status',
      width: 130,
      cell: ({ call }) => call && <Outcome status={call.response_status} outcome={call.outcome} />,
    },
    { id: 'model', title: 'Model', width: 170, cell: ({ call }) => call?.model },
  ];
}

function number(id: string, title: string, cell: Column<CallStep>['cell']): Column<CallStep> {
  return { id, title, width: 120, numeric: true, cell };
}

const hasFailed = ({ call }: CallStep) => call !== undefined && isFailed(call);

function StepLabel({ step }: { step: CallStep }) {
  return (
    <span title={step.path} style={{ paddingInlineStart: `${step.depth * 1.1}rem` }}>
      {step.call ? (
        step.label
      ) : (
        <Text span size="sm" c="dimmed">
          {step.label}
        </Text>
      )}
    </span>
  );
}

/** The score of a call; with several authors, the one recorded last. */
function CallScore({ call, name, type }: { call: RequestRow; name: string; type: string }) {
  const kinds = type === 'number' ? ['integer', 'float'] : [type];
  const score = call.score_details
    .filter(each => each.name === name && kinds.includes(each.kind))
    .toSorted((a, b) => a.recorded_at.localeCompare(b.recorded_at))
    .at(-1);
  return <ScoreValue value={score?.label ?? score?.value} />;
}
