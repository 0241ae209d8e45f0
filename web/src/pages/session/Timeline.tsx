import { Text } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { RequestRow } from '../../api/requestList';
import { scoreKey } from '../../components/groups/groupQueries';
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

type Line = Step<RequestRow>;

/** The calls by their paths and times. One leads to its request. */
export function Timeline({ calls }: { calls: RequestRow[] }) {
  const navigate = useNavigate();
  const { scores } = useSearch({ from: '/sessions/$sessionId' });
  const { shown } = useSelectedScores(scores);
  const lines = useMemo(() => steps(calls), [calls]);
  const columns = useMemo((): Column<Line>[] => {
    const start = Math.min(...lines.map(line => line.start));
    const end = Math.max(...lines.map(line => line.end));
    return [
      { id: 'step', title: 'Step', width: 220, cell: line => <StepLabel line={line} /> },
      {
        id: 'time',
        title: 'Time',
        width: 320,
        cell: line => <CallBar step={line} start={start} end={end} isFailed={isBad(line)} />,
      },
      number('begins', 'Begins after', line => duration(line.start - start)),
      number('latency', 'Latency', ({ call }) => call && duration(call.delay_ms)),
      number('cost', 'Cost', ({ call }) => call && cost(call.cost)),
      ...shown.map(score => ({
        id: `score ${scoreKey(score)}`,
        title: score.name,
        width: 110,
        numeric: true,
        cell: ({ call }: Line) =>
          call && <CallScore call={call} name={score.name} type={score.type} />,
      })),
      number('in', 'Tokens in', ({ call }) => call && count(call.prompt_tokens)),
      number('out', 'Tokens out', ({ call }) => call && count(call.completion_tokens)),
      {
        id: 'status',
        title: 'Status',
        width: 130,
        cell: ({ call }) =>
          call && <Outcome status={call.response_status} outcome={call.outcome} />,
      },
      { id: 'model', title: 'Model', width: 170, cell: ({ call }) => call?.model },
    ];
  }, [lines, shown]);
  return (
    <DataTable<Line>
      label="Timeline"
      columns={columns}
      total={lines.length}
      row={index => lines[index]}
      onOpen={({ call }) => {
        if (!call) return;
        void navigate({
          to: '/requests/$requestId',
          params: { requestId: call.request_id },
          search: {
            f: [sessionCondition(call.session_id ?? '')], // next and previous go along the session
            sort: 'created_at',
            asc: true,
          },
        });
      }}
    />
  );
}

function number(id: string, title: string, cell: Column<Line>['cell']): Column<Line> {
  return { id, title, width: 120, numeric: true, cell };
}

const isBad = ({ call }: Line) => call !== undefined && isFailed(call);

function StepLabel({ line }: { line: Line }) {
  return (
    <span title={line.path} style={{ paddingInlineStart: `${line.depth * 1.1}rem` }}>
      {line.call ? (
        line.label
      ) : (
        <Text span size="sm" c="dimmed">
          {line.label}
        </Text>
      )}
    </span>
  );
}

/** What a call was given; where several rated it, what was recorded last. */
function CallScore({ call, name, type }: { call: RequestRow; name: string; type: string }) {
  const kinds = type === 'number' ? ['integer', 'float'] : [type];
  const given = call.score_details
    .filter(score => score.name === name && kinds.includes(score.kind))
    .toSorted((a, b) => a.recorded_at.localeCompare(b.recorded_at))
    .at(-1);
  return <ScoreValue value={given?.label ?? given?.value} />;
}
