import { useMutation, useQueryClient } from '@tanstack/react-query';
import { keys } from '../../api/keys';

const LISTS = [keys.properties, keys.propertyNames, keys.requestGroups];

/** Hides or restores a property, then reloads all lists of properties. */
export function usePropertyChange(change: (key: string) => Promise<unknown>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: () =>
      Promise.all(LISTS.map(({ all }) => client.invalidateQueries({ queryKey: all }))),
  });
}
