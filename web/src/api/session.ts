import { type QueryClient, queryOptions } from '@tanstack/react-query';
import { ApiError, toApiError } from './client';
import { keys } from './keys';

export interface Session {
  open: boolean; // nobody needs a key here
  name: string | null; // of the key one is signed in with
  scopes: ('proxy' | 'read' | 'score')[];
}

export const sessionQuery = queryOptions({
  queryKey: keys.session(),
  queryFn: () => requestSession('session'),
  staleTime: 60_000,
});

export const signIn = (key: string) => requestSession('sign-in', { key });
export const signOut = () => requestSession('sign-out', {});

export function isSignedIn(session: Session): boolean {
  return session.open || session.name !== null;
}

/** Somebody else is there now: whatever the one before could see is forgotten. */
export function switchSession(client: QueryClient, session: Session): void {
  client.removeQueries({ predicate: ({ queryKey }) => !keys.session.matches(queryKey) });
  client.setQueryData(sessionQuery.queryKey, session);
}

/** These three are the dashboard's own, no part of the API: they deal in cookies. */
async function requestSession(what: string, body?: object): Promise<Session> {
  let answer: Response;
  try {
    answer = await fetch(`/ui/${what}`, {
      method: body ? 'POST' : 'GET',
      headers: body ? { 'Content-Type': 'application/json' } : {},
      body: body ? JSON.stringify(body) : undefined,
    });
  } catch {
    throw new ApiError(0, 'Gnomon does not answer. Is it running?');
  }
  const told: unknown = await answer.json();
  if (!answer.ok) throw toApiError(answer.status, told);
  return told as Session;
}
