import type { ReactNode } from 'react';
import type { components } from '../../api/schema';
import type { RequestRow } from '../../api/requestList';
import { cost, count, duration, UNKNOWN } from '../../lib/numbers';
import { ScoreValue } from '../../components/ScoreValue';
import type { Column } from '../../components/table/columns';
import { Outcome } from '../../components/Outcome';
import { When } from './RequestTime';
import { latest, propertyOf, type Value } from './cellValues';

type ScoreName = components['schemas']['ScoreNameShape'];

/** A column of the list that can also be exported. */
export interface RequestColumn extends Column<RequestRow> {
  group: 'request' | 'score' | 'property';
  value: (row: RequestRow) => Value;
}

const USUAL_SCORES = 8;
const USUAL_PROPERTIES = 6;

export const OWN: RequestColumn[] = [
  own('status', 'Status', 88, row => row.response_status ?? row.outcome, {
    sort: 'status',
    cell: row => <Outcome status={row.response_status} outcome={row.outcome} />,
  }),
  own('time', 'Time', 192, row => row.request_created_at, {
    sort: 'created_at',
    cell: row => <When row={row} />,
  }),
  own('model', 'Model', 144, row => row.model, { sort: 'body_model' }),
  own('prompt', 'Prompt', 230, row => row.prompt_preview, { sort: 'request_prompt' }),
  own('answer', 'Answer', 230, row => row.answer_preview ?? row.error, { sort: 'response_text' }),
  own('latency', 'Latency', 92, row => row.delay_ms, {
    sort: 'latency',
    numeric: true,
    cell: row => duration(row.delay_ms),
  }),
  own('ttft', 'First token', 96, row => row.time_to_first_token, {
    sort: 'time_to_first_token',
    numeric: true,
    cell: row => duration(row.time_to_first_token),
  }),
  own('tokens', 'Tokens', 84, row => row.total_tokens, {
    sort: 'total_tokens',
    numeric: true,
    cell: row => count(row.total_tokens),
  }),
  own('cost', 'Cost', 104, row => row.cost, {
    sort: 'cost',
    numeric: true,
    cell: row => cost(row.cost),
  }),
];

const MORE: RequestColumn[] = [
  own('prompt_tokens', 'Prompt tokens', 112, row => row.prompt_tokens, {
    sort: 'prompt_tokens',
    numeric: true,
    cell: row => count(row.prompt_tokens),
  }),
  own('completion_tokens', 'Completion tokens', 140, row => row.completion_tokens, {
    sort: 'completion_tokens',
    numeric: true,
    cell: row => count(row.completion_tokens),
  }),
  own('user', 'User', 130, row => row.request_user_id, { sort: 'user_id' }),
  own('session', 'Session', 130, row => row.session_id, { sort: 'session_id' }),
  own('path', 'Path', 170, row => row.request_path),
  own('provider', 'Provider', 100, row => row.provider),
  own('finish', 'Finish reason', 110, row => row.finish_reason),
  own('id', 'Request id', 200, row => row.request_id),
];

function own(
  id: string,
  title: string,
  width: number,
  value: (row: RequestRow) => Value,
  more: Partial<RequestColumn> = {},
): RequestColumn {
  return { id, title, width, value, cell: row => asText(value(row)), group: 'request', ...more };
}

/** All there are: the request's own, each score, each property. */
export function allColumns(scores: ScoreName[], properties: string[]): RequestColumn[] {
  const names = [...new Set(scores.map(({ name }) => name))];
  const labels = new Set(scores.filter(({ type }) => type === 'label').map(({ name }) => name));
  return [
    ...OWN,
    ...MORE,
    ...names.map(name => scoreColumn(name, !labels.has(name))),
    ...properties.map(propertyColumn),
  ];
}

/** Shown where nobody chose. */
export function usualIds(columns: RequestColumn[]): string[] {
  const first = (group: RequestColumn['group'], most: number) =>
    columns.filter(column => column.group === group).slice(0, most);
  const shown = [...OWN, ...first('score', USUAL_SCORES), ...first('property', USUAL_PROPERTIES)];
  return shown.map(({ id }) => id);
}

function scoreColumn(name: string, sorts: boolean): RequestColumn {
  const value = (row: RequestRow) => latest(row, name);
  return {
    id: `scores.${name}`,
    title: name,
    width: Math.min(200, 56 + 8 * name.length),
    numeric: true,
    sort: sorts ? `scores.${name}` : undefined, // labels have no order
    group: 'score',
    value,
    cell: row => <ScoreValue value={value(row)} />,
  };
}

function propertyColumn(name: string): RequestColumn {
  const value = (row: RequestRow) => propertyOf(row, name);
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

function asText(value: Value): ReactNode {
  if (value === null || value === undefined || value === '') return UNKNOWN;
  return <span title={String(value)}>{String(value)}</span>;
}
