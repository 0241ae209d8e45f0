import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { sessionQuery } from '../api/session';

/** The project that the pages show: "demo", or its number; '' before the session is known. */
export function useProject(): string {
  const { data: session } = useQuery(sessionQuery);
  const { project } = useSearch({ strict: false });
  return String(project ?? session?.project ?? '');
}
