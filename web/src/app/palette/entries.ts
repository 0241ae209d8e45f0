/** What the command palette offers for a text: pages, names, and what has this id. Pure. */

import type { LinkProps } from '@tanstack/react-router';
import type { IconName } from '../../design/icons';

export interface Entry {
  key: string;
  label: string;
  kind: string; // page, score, property, view, project, or what has the id
  icon: IconName;
  opens: Pick<LinkProps, 'to' | 'params' | 'search'> | { project: string };
}

const MAX_ENTRIES = 20;
const MAX_ID = 500; // characters

/** Entries whose label contains all words of the text, those that begin with it first. */
export function matching(entries: readonly Entry[], text: string): Entry[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const found = entries.filter(({ label, kind }) =>
    words.every(word => `${label} ${kind}`.toLowerCase().includes(word)),
  );
  const isFirst = ({ label }: Entry) => label.toLowerCase().startsWith(words.join(' '));
  return [...found.filter(isFirst), ...found.filter(each => !isFirst(each))].slice(0, MAX_ENTRIES);
}

/** An id may be that of a request, a session or a user; a text may be in prompts and answers. */
export function idEntries(text: string): Entry[] {
  const id = text.trim();
  if (!id || id.length > MAX_ID) return [];
  const isWord = !/\s/.test(id);
  const user = { f: [{ field: 'user' as const, op: 'is' as const, value: id }] };
  const entries: Entry[] = [
    {
      key: 'request id',
      label: id,
      kind: 'Open the request with this id',
      icon: 'requests',
      opens: { to: '/requests/$requestId', params: { requestId: id } },
    },
    {
      key: 'session id',
      label: id,
      kind: 'Open the session with this id',
      icon: 'sessions',
      opens: { to: '/sessions/$sessionId', params: { sessionId: id } },
    },
    {
      key: 'user id',
      label: id,
      kind: 'Requests of this user',
      icon: 'users',
      opens: { to: '/requests', search: user },
    },
    {
      key: 'text',
      label: id,
      kind: 'Search prompts and answers',
      icon: 'search',
      opens: { to: '/requests', search: { text: id } },
    },
  ];
  return isWord ? entries : entries.slice(2);
}
