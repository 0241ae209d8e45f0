import { useLocalStorage } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { sessionQuery } from '../api/session';

/** Who rates on this device: the name that was typed in, else that of the key. null: neither is known, and ratings without a
 * name would be taken for those of somebody else. */
export function useRater() {
  const { data: session } = useQuery(sessionQuery);
  const [input, setInput] = useLocalStorage({ key: 'gnomon-rater', defaultValue: '' });
  return { rater: input.trim() || session?.name || null, input, setInput };
}
