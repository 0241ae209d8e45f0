import type { Host } from '../../../lib/snippets';

export interface Snippet {
  id: string; // in the URL
  name: string;
  place: string; // where the code goes: a language, a command line or a file
  code: (host: Host) => string;
  also?: (host: Host) => { place: string; code: string } | null; // what goes into a second place
  note?: string;
}

export interface SnippetGroup {
  title?: string;
  snippets: Snippet[];
}
