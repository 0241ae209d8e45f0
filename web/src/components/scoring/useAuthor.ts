import { useLocalStorage } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { sessionQuery } from '../../api/session';

const DEFAULT_AUTHOR = 'reviewer';

/** The author of the viewer's scores. Never empty: scores without an author are those of programs, and would be replaced. */
export function useAuthor() {
  const { data: session } = useQuery(sessionQuery);
  const [input, setInput] = useLocalStorage({ key: 'gnomon-rater', defaultValue: '' });
  const fallback = session?.name ?? DEFAULT_AUTHOR;
  return { author: input.trim() || fallback, input, fallback, setInput };
}
