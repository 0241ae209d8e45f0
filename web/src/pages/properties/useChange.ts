import { useMutation, useQueryClient } from '@tanstack/react-query';

const OF_PROPERTIES = ['properties', 'property names', 'groups'];

/** Hiding or restoring, after which lists of names are asked for anew. */
export function useChange(change: (key: string) => Promise<unknown>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: () =>
      client.invalidateQueries({
        predicate: ({ queryKey }) => OF_PROPERTIES.includes(String(queryKey[0])),
      }),
  });
}
