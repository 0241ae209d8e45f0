/** Where this installation is, and whether callers need a key of its own. */
export interface Host {
  origin: string; // http://localhost:8787
  needsKey: boolean;
}

export interface Snippet {
  id: string; // in the URL
  name: string;
  place: string; // where the code goes: a language, a command line or a file
  code: (host: Host) => string;
  note?: string;
}

export const KEY = '<your Gnomon key>';
export const BEARER = `Bearer ${KEY}`;

/** The text if callers need a key. */
export const withKey = ({ needsKey }: Host, text: string) => (needsKey ? text : '');
