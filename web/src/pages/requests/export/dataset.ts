/** Requests as a data set for evaluations: what was asked, what was answered, and what should have been. */

import { api, unwrap } from '../../../api/client';
import type { RequestRow } from '../../../api/requestList';
import type { components } from '../../../api/schema';
import { asList, asObject } from '../../../components/conversation/parts';
import { turns } from '../../../components/conversation/turns';
import { latestScore } from '../cellValues';

type Correction = components['schemas']['CorrectionRecord'];

/** The corrected answers of requests, as many as the API gives at once. */
export async function correctionsOf(
  rows: readonly RequestRow[],
  signal: AbortSignal,
): Promise<Correction[]> {
  if (!rows.length) return [];
  const body = { request_ids: rows.map(row => row.request_id) };
  return (await unwrap(api.POST('/v1/corrections/query', { body, signal }))).data;
}

/** A line of JSON per request, as docs/api.md describes it. `expected` is the newest corrected answer. */
export function datasetLines(rows: RequestRow[], corrections: readonly Correction[]): string {
  return rows.map(row => `${JSON.stringify(item(row, corrections))}\n`).join('');
}

function item(row: RequestRow, corrections: readonly Correction[]) {
  const corrected = corrections
    .filter(({ request_id: id }) => id === row.request_id)
    .toSorted((a, b) => (a.updated_at < b.updated_at ? 1 : -1))[0];
  const names = [...new Set(row.score_details.map(({ name }) => name))];
  return {
    id: row.request_id,
    input: messagesOf(row.request_body) ?? row.request_body,
    output: answerOf(row.response_body),
    expected: corrected?.text ?? null,
    expected_by: corrected?.rater ?? null,
    scores: Object.fromEntries(names.map(name => [name, latestScore(row, name)])),
    metadata: {
      model: row.model,
      created_at: row.request_created_at,
      session_id: row.session_id,
      properties: row.properties,
    },
    raw_output: row.response_body,
  };
}

/** What was answered: its text, or the whole message where it is more than text, such as tool calls. The body itself, where
 * that has several answers or no form that is known. */
function answerOf(body: unknown): unknown {
  const { choices, content, output, role } = asObject(body);
  const [choice, another] = asList(choices);
  if (another !== undefined) return body;
  const parts = turns(null, body).flatMap(turn => turn.parts);
  const said = parts.filter(({ kind }) => kind !== 'reasoning');
  const texts = said.map(part => (part.kind === 'text' ? part.text : null));
  if (texts.length && texts.every(text => text !== null)) return texts.join('\n\n');
  if (choice !== undefined) return asObject(choice).message ?? body;
  if (Array.isArray(content)) return { role, content: content as unknown };
  return Array.isArray(output) ? output : body;
}

/** The messages of a request of OpenAI's or Anthropic's chat. */
function messagesOf(body: unknown): unknown {
  return typeof body === 'object' && body !== null && 'messages' in body
    ? body.messages
    : undefined;
}
