import { type QueryClient, queryOptions } from '@tanstack/react-query';
import { ApiError, toApiError } from './client';
import { keys } from './keys';
import { forgetPlaces, projectHeader } from './project';

export interface Session {
  open: boolean; // no keys are configured: everybody may read and score
  name: string | null; // of the key that the pages use; null: the viewer has none of the project in the address
  project: number | null; // of that key
  scopes: ('proxy' | 'read' | 'score')[];
  projects: { project: number; name: string }[]; // of each key that the viewer signed in with
}

export const sessionQuery = queryOptions({
  queryKey: keys.session(),
  queryFn: () => requestSession('session'),
  staleTime: 60_000,
});

export const signIn = (key: string) => requestSession('sign-in', { key });
export async function signOut(): Promise<Session> {
  const ended = await requestSession('sign-out', {});
  forgetPlaces();
  return ended;
}

export function isSignedIn(session: Session): boolean {
  return session.open || session.name !== null;
}

const OPEN_NAME = 'Your calls'; // the project of everybody, if no keys are configured

/** The projects of the viewer's keys. */
export const ownProjects = ({ open, project, projects }: Session) =>
  open ? [{ project, name: OPEN_NAME }] : projects;

/** Signs somebody else in or out. Everything that the previous viewer could see is removed from the cache. */
export function switchSession(client: QueryClient, session: Session): void {
  client.removeQueries({ predicate: ({ queryKey }) => !keys.session.matches(queryKey) });
  client.setQueryData(sessionQuery.queryKey, session);
}

/** Calls one of the dashboard's own endpoints (/ui/session, /ui/sign-in, /ui/sign-out), which set and read the cookie. */
async function requestSession(endpoint: string, body?: object): Promise<Session> {
  let response: Response;
  try {
    response = await fetch(`/ui/${endpoint}`, {
      method: body ? 'POST' : 'GET',
      headers: { ...projectHeader(), ...(body && { 'Content-Type': 'application/json' }) },
      body: body ? JSON.stringify(body) : undefined,
    });
  } catch {
    throw new ApiError(0, 'Gnomon does not respond. Is it running?');
  }
  const result: unknown = await response.json();
  if (!response.ok) throw toApiError(response.status, result);
  return result as Session;
}
