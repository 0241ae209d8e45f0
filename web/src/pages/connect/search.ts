import { readText } from '../../lib/searchParams';

export interface ConnectSearch {
  with?: string; // the client whose snippet is shown; undefined: curl
  send?: string; // the addition whose snippet is shown; undefined: the first one
}

export const connectSearch = (raw: Record<string, unknown>): ConnectSearch => ({
  with: readText(raw.with),
  send: readText(raw.send),
});
