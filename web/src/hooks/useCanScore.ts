import { useQuery } from '@tanstack/react-query';
import { sessionQuery } from '../api/session';

/** Whether who looks may write scores and what they should be. */
export function useCanScore(): boolean {
  const { data } = useQuery(sessionQuery);
  return data?.scopes.includes('score') ?? false;
}
