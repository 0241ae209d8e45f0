/** The title of the page of a request. Pure. */

import type { RequestRow } from '../../api/requestList';
import { headline } from '../../components/conversation/text';
import { turns } from '../../components/conversation/turns';

/** The question in quotes; else the model and the path, so that ten tabs do not look alike. */
export function titleOf(
  row: Pick<RequestRow, 'request_body' | 'prompt_preview' | 'model' | 'request_path'>,
): string {
  const asked = turns(row.request_body, null).findLast(({ role }) => role === 'user');
  const texts = asked?.parts.flatMap(part => (part.kind === 'text' ? [part.text] : []));
  const line = headline(texts?.join('\n\n') || (row.prompt_preview ?? ''));
  return line ? `“${line}”` : [row.model, row.request_path].filter(Boolean).join(' · ');
}
