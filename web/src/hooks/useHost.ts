import { useQuery } from '@tanstack/react-query';
import { sessionQuery } from '../api/session';
import type { Host } from '../lib/snippets';

/** What snippets need to know of this installation. */
export function useHost(): Host {
  const { data: session } = useQuery(sessionQuery);
  return { origin: window.location.origin, needsKey: session !== undefined && !session.open };
}
