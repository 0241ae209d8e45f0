import { useQuery } from '@tanstack/react-query';
import { sessionQuery } from '../api/session';

/** Whether the viewer may write scores and score definitions. */
export function useCanScore(): boolean {
  const { data } = useQuery(sessionQuery);
  return data?.scopes.includes('score') ?? false;
}
