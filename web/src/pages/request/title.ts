/** The title of the page of a request. Pure. */

import type { RequestRow } from '../../api/requestList';
import { headline } from '../../components/conversation/text';
import { turns } from '../../components/conversation/turns';

/** The question in quotes; else the model and the path, so that ten tabs do not look alike. */
export function titleOf(
  row: Pick<RequestRow, 'request_body' | 'prompt_preview' | 'model' | 'request_path'>,
): string {
  const [question] = (row.prompt_preview ?? '').split(' … '); // the template's other parts follow
  const line = headline(question || lastUserText(row.request_body));
  return line ? `“${line}”` : [row.model, row.request_path].filter(Boolean).join(' · ');
}

function lastUserText(body: RequestRow['request_body']): string {
  const asked = turns(body, null).findLast(({ role }) => role === 'user');
  const texts = asked?.parts.flatMap(part => (part.kind === 'text' ? [part.text] : []));
  return texts?.join('\n\n') ?? '';
}
