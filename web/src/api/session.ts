import { type QueryClient, queryOptions } from '@tanstack/react-query';
import { Failure, failure } from './client';
import { keys } from './keys';

export interface Session {
  open: boolean; // nobody needs a key here
  name: string | null; // of the key one is signed in with
  scopes: ('proxy' | 'read' | 'score')[];
}

export const sessionQuery = queryOptions({
  queryKey: keys.session(),
  queryFn: () => ask('session'),
  staleTime: 60_000,
});

export const signIn = (key: string) => ask('sign-in', { key });
export const signOut = () => ask('sign-out', {});

export function isSignedIn(session: Session): boolean {
  return session.open || session.name !== null;
}

/** Somebody else is there now: whatever the one before could see is forgotten. */
export function changeTo(client: QueryClient, session: Session): void {
  client.removeQueries({ predicate: ({ queryKey }) => !keys.session.matches(queryKey) });
  client.setQueryData(sessionQuery.queryKey, session);
}

/** These three are the dashboard's own, no part of the API: they deal in cookies. */
async function ask(what: string, body?: object): Promise<Session> {
  let answer: Response;
  try {
    answer = await fetch(`/ui/${what}`, {
      method: body ? 'POST' : 'GET',
      headers: body ? { 'Content-Type': 'application/json' } : {},
      body: body ? JSON.stringify(body) : undefined,
    });
  } catch {
    throw new Failure(0, 'Gnomon does not answer. Is it running?');
  }
  const told: unknown = await answer.json();
  if (!answer.ok) throw failure(answer.status, told);
  return told as Session;
}
