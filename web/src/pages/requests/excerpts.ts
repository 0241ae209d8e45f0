/** What a search in whole bodies hit behind the part that a list shows of them. Pure. */

import { hasHit } from '../../lib/textHits';

interface Previews {
  request_id: string;
  prompt_preview: string | null;
  answer_preview: string | null;
}
interface Page<Row> {
  data: Row[];
  scanned?: {
    excerpts: Record<string, { request: string | null; response: string | null }>;
  } | null;
}

/** The rows of a page, with the text around the hit in place of a preview without one. */
export function withExcerpts<Row extends Previews>(
  { data, scanned }: Page<Row>,
  terms: readonly string[],
): Row[] {
  const around = (preview: string | null, excerpt: string | null | undefined) =>
    excerpt && !hasHit(preview ?? '', terms) ? `…${excerpt}` : preview;
  return data.map(row => {
    const excerpts = scanned?.excerpts[row.request_id];
    return {
      ...row,
      prompt_preview: around(row.prompt_preview, excerpts?.request),
      answer_preview: around(row.answer_preview, excerpts?.response),
    };
  });
}
