import { useLocalStorage } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { sessionQuery } from '../../../api/session';

const DEFAULT_AUTHOR = 'reviewer';

/** Under which name scores are given. Never nobody's: a program that names no author would then be overwritten. */
export function useAuthor() {
  const { data: session } = useQuery(sessionQuery);
  const [written, setWritten] = useLocalStorage({ key: 'gnomon-rater', defaultValue: '' });
  const usual = session?.name ?? DEFAULT_AUTHOR;
  return { rater: written.trim() || usual, written, usual, setWritten };
}
