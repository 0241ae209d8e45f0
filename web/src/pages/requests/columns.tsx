import type { ReactNode } from 'react';
import type { components } from '../../api/schema';
import type { RequestRow } from '../../api/requestList';
import { count, costsOf, duration } from '../../lib/numbers';
import { scoreDigits } from '../../lib/scoreFormat';
import { MarkedText } from '../../components/MarkedText';
import type { Column } from '../../components/table/columns';
import { AnswerCell, ModelCell, PromptCell, ScoreCell, StatusCell, Unknown } from './cells';
import { type CellValue, latestScore, propertyValue } from './cellValues';
import { RequestTime } from './RequestTime';
import { TwoLines } from './TwoLines';

type ScoreName = components['schemas']['ScoreNameShape'];
type Definition = components['schemas']['Definition'];

/** A column of the list that can be exported too. */
export interface RequestColumn extends Column<RequestRow> {
  group: 'request' | 'score' | 'property';
  value: (row: RequestRow) => CellValue;
}

/** What the columns depend on. */
export interface ColumnContext {
  scores: readonly ScoreName[];
  properties: readonly string[];
  definitions: readonly Definition[];
  terms: readonly string[]; // of the search, to be marked
  columnTerms: ReadonlyMap<string, readonly string[]>; // of filters of a column, by its id
  isByTime: boolean; // the list has headings for days
  isPhone: boolean; // a row is two lines in one column
  sample: readonly RequestRow[]; // the first rows of the list, which decide on the digits of a column
}

/** All columns: the request's own, each score, each property. */
export function allColumns(context: ColumnContext): RequestColumn[] {
  const { scores, properties, definitions, sample, columnTerms } = context;
  const names = [...new Set(scores.map(({ name }) => name))];
  const labels = new Set(scores.filter(({ type }) => type === 'label').map(({ name }) => name));
  return [
    ...ownColumns(context),
    ...names.map(name => {
      const definition = definitions.find(each => each.name === name);
      return scoreColumn(name, !labels.has(name), definition, sample);
    }),
    ...properties.map(name => propertyColumn(name, columnTerms)),
  ];
}

function ownColumns(context: ColumnContext): RequestColumn[] {
  const { terms, columnTerms, isByTime, isPhone, sample } = context;
  const text = (
    id: string,
    title: string,
    width: number,
    value: (row: RequestRow) => string | null,
    sort?: string,
  ) => own(id, title, width, value, { sort, cell: row => asText(value(row), columnTerms.get(id)) });
  const cost = costsOf(sample.map(row => row.cost));
  const tokens = (id: string, title: string, value: (row: RequestRow) => number | null) =>
    own(id, title, 112, value, { sort: id, numeric: true, cell: row => known(value(row), count) });
  return [
    own('time', 'Time', isByTime ? 78 : 112, row => row.request_created_at, {
      sort: 'created_at',
      cell: row => <RequestTime row={row} isByTime={isByTime} />,
    }),
    own('status', 'Status', 64, row => row.response_status ?? row.outcome, {
      sort: 'status',
      cell: row => <StatusCell row={row} />,
    }),
    own('model', 'Model', 148, row => row.model, {
      sort: 'body_model',
      cell: row => <ModelCell model={row.model} terms={columnTerms.get('model')} />,
    }),
    own('prompt', 'Prompt', isPhone ? 220 : 170, row => row.prompt_preview, {
      grow: !isPhone,
      sort: 'request_prompt',
      cell: row =>
        isPhone ? (
          <TwoLines row={row} terms={terms} isByTime={isByTime} />
        ) : (
          <PromptCell row={row} terms={terms} />
        ),
    }),
    own('answer', 'Answer', 150, row => row.error ?? row.answer_preview, {
      grow: true,
      sort: 'response_text',
      cell: row => <AnswerCell row={row} terms={terms} typeTerms={columnTerms.get('answer')} />,
    }),
    own('latency', 'Latency', 74, row => row.delay_ms, {
      sort: 'latency',
      numeric: true,
      cell: row => known(row.delay_ms, duration),
    }),
    own('cost', 'Cost', 86, row => row.cost, {
      sort: 'cost',
      numeric: true,
      cell: row => known(row.cost, cost),
    }),
    own('ttft', 'First token', 90, row => row.time_to_first_token, {
      sort: 'time_to_first_token',
      numeric: true,
      cell: row => known(row.time_to_first_token, duration),
    }),
    tokens('total_tokens', 'Tokens', row => row.total_tokens),
    tokens('prompt_tokens', 'Prompt tokens', row => row.prompt_tokens),
    tokens('completion_tokens', 'Completion tokens', row => row.completion_tokens),
    text('user', 'User', 130, row => row.request_user_id, 'user_id'),
    text('session', 'Session', 130, row => row.session_id, 'session_id'),
    text('session_name', 'Session name', 130, row => row.session_name),
    text('prompt_id', 'Prompt id', 110, row => row.prompt_id),
    text('path', 'Path', 170, row => row.request_path),
    own('provider', 'Provider', 100, row => row.provider),
    text('finish', 'Finish reason', 110, row => row.finish_reason),
    own('id', 'Request id', 200, row => row.request_id),
  ];
}

function own(
  id: string,
  title: string,
  width: number,
  value: (row: RequestRow) => CellValue,
  more: Partial<RequestColumn> = {},
): RequestColumn {
  return { id, title, width, value, cell: row => asText(value(row)), group: 'request', ...more };
}

function scoreColumn(
  name: string,
  isSortable: boolean,
  definition: Definition | undefined,
  sample: readonly RequestRow[],
): RequestColumn {
  const value = (row: RequestRow) => latestScore(row, name);
  const digits = scoreDigits(sample.map(value));
  return {
    id: `scores.${name}`,
    title: name,
    width: Math.min(160, 30 + 6.4 * name.length),
    numeric: true,
    sort: isSortable ? `scores.${name}` : undefined, // labels cannot be sorted
    group: 'score',
    value,
    cell: row => <ScoreCell value={value(row)} digits={digits} definition={definition} />,
  };
}

function propertyColumn(name: string, columnTerms: ColumnContext['columnTerms']): RequestColumn {
  const id = `properties.${name}`;
  const value = (row: RequestRow) => propertyValue(row, name);
  return {
    id,
    title: name,
    width: 120,
    sort: id,
    group: 'property',
    value,
    cell: row => asText(value(row), columnTerms.get(id)),
  };
}

function known(value: number | null, format: (value: number) => string): ReactNode {
  return value === null ? <Unknown /> : format(value);
}

function asText(value: CellValue, terms: readonly string[] = []): ReactNode {
  if (value === null || value === undefined || value === '') return <Unknown />;
  return <MarkedText text={String(value)} terms={terms} />;
}
