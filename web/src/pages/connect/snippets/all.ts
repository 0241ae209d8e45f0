/** All that can be copied, in the order of the page. `make test` runs each of them. */

import { ADDITIONS } from './additions';
import { AGENTS } from './agents';
import { FRAMEWORKS, TRACING } from './frameworks';
import { SDKS } from './sdks';
import type { SnippetGroup } from './snippet';

export const CLIENTS: SnippetGroup[] = [
  { title: 'SDKs', snippets: SDKS },
  { title: 'Frameworks', snippets: FRAMEWORKS },
  { title: 'Coding agents', snippets: AGENTS },
  { title: 'OpenTelemetry', snippets: TRACING },
];
export const SENT: SnippetGroup[] = [{ snippets: ADDITIONS }];
