import type { ReactNode } from 'react';
import type { components } from '../../api/schema';
import type { RequestRow } from '../../api/requestList';
import { cost, count, duration, UNKNOWN } from '../../lib/numbers';
import { ScoreValue } from '../../components/ScoreValue';
import type { Column } from '../../components/table/columns';
import { Outcome } from '../../components/Outcome';
import { RequestTime } from './RequestTime';
import { latestScore, propertyValue, type CellValue } from './cellValues';

type ScoreName = components['schemas']['ScoreNameShape'];

/** A column of the list that can be exported too. */
export interface RequestColumn extends Column<RequestRow> {
  group: 'request' | 'score' | 'property';
  value: (row: RequestRow) => CellValue;
}

const DEFAULT_SCORES = 8;
const DEFAULT_PROPERTIES = 6;

export const DEFAULT_COLUMNS: RequestColumn[] = [
  requestColumn('status', 'Status', 108, row => row.response_status ?? row.outcome, {
    sort: 'status',
    cell: row => <Outcome status={row.response_status} outcome={row.outcome} />,
  }),
  requestColumn('time', 'Time', 192, row => row.request_created_at, {
    sort: 'created_at',
    cell: row => <RequestTime row={row} />,
  }),
  requestColumn('model', 'Model', 144, row => row.model, { sort: 'body_model' }),
  requestColumn('prompt', 'Prompt', 230, row => row.prompt_preview, { sort: 'request_prompt' }),
  // Of a failed call, why it failed says more than what came of the answer.
  requestColumn('answer', 'Answer', 230, row => row.error ?? row.answer_preview, {
    sort: 'response_text',
  }),
  requestColumn('latency', 'Latency', 92, row => row.delay_ms, {
    sort: 'latency',
    numeric: true,
    cell: row => duration(row.delay_ms),
  }),
  requestColumn('ttft', 'First token', 96, row => row.time_to_first_token, {
    sort: 'time_to_first_token',
    numeric: true,
    cell: row => duration(row.time_to_first_token),
  }),
  requestColumn('tokens', 'Tokens', 84, row => row.total_tokens, {
    sort: 'total_tokens',
    numeric: true,
    cell: row => count(row.total_tokens),
  }),
  requestColumn('cost', 'Cost', 104, row => row.cost, {
    sort: 'cost',
    numeric: true,
    cell: row => cost(row.cost),
  }),
];

const OTHER_COLUMNS: RequestColumn[] = [
  requestColumn('prompt_tokens', 'Prompt tokens', 112, row => row.prompt_tokens, {
    sort: 'prompt_tokens',
    numeric: true,
    cell: row => count(row.prompt_tokens),
  }),
  requestColumn('completion_tokens', 'Completion tokens', 140, row => row.completion_tokens, {
    sort: 'completion_tokens',
    numeric: true,
    cell: row => count(row.completion_tokens),
  }),
  requestColumn('user', 'User', 130, row => row.request_user_id, { sort: 'user_id' }),
  requestColumn('session', 'Session', 130, row => row.session_id, { sort: 'session_id' }),
  requestColumn('path', 'Path', 170, row => row.request_path),
  requestColumn('provider', 'Provider', 100, row => row.provider),
  requestColumn('finish', 'Finish reason', 110, row => row.finish_reason),
  requestColumn('id', 'Request id', 200, row => row.request_id),
];

function requestColumn(
  id: string,
  title: string,
  width: number,
  value: (row: RequestRow) => CellValue,
  more: Partial<RequestColumn> = {},
): RequestColumn {
  return { id, title, width, value, cell: row => asText(value(row)), group: 'request', ...more };
}

/** All columns: the request's own, each score, each property. */
export function allColumns(scores: ScoreName[], properties: string[]): RequestColumn[] {
  const names = [...new Set(scores.map(({ name }) => name))];
  const labels = new Set(scores.filter(({ type }) => type === 'label').map(({ name }) => name));
  return [
    ...DEFAULT_COLUMNS,
    ...OTHER_COLUMNS,
    ...names.map(name => scoreColumn(name, !labels.has(name))),
    ...properties.map(propertyColumn),
  ];
}

/** The ids of the columns that are shown by default. */
export function defaultColumnIds(columns: RequestColumn[]): string[] {
  const first = (group: RequestColumn['group'], max: number) =>
    columns.filter(column => column.group === group).slice(0, max);
  const shown = [
    ...DEFAULT_COLUMNS,
    ...first('score', DEFAULT_SCORES),
    ...first('property', DEFAULT_PROPERTIES),
  ];
  return shown.map(({ id }) => id);
}

function scoreColumn(name: string, isSortable: boolean): RequestColumn {
  const value = (row: RequestRow) => latestScore(row, name);
  return {
    id: `scores.${name}`,
    title: name,
    width: Math.min(200, 56 + 8 * name.length),
    numeric: true,
    sort: isSortable ? `scores.${name}` : undefined, // labels cannot be sorted
    group: 'score',
    value,
    cell: row => <ScoreValue value={value(row)} />,
  };
}

function propertyColumn(name: string): RequestColumn {
  const value = (row: RequestRow) => propertyValue(row, name);
  return {
    id: `properties.${name}`,
    title: name,
    width: 130,
    sort: `properties.${name}`,
    group: 'property',
    value,
    cell: row => asText(value(row)),
  };
}

function asText(value: CellValue): ReactNode {
  if (value === null || value === undefined || value === '') return UNKNOWN;
  return <span title={String(value)}>{String(value)}</span>;
}
