import { useDebouncedCallback } from '@mantine/hooks';
import { useRouter } from '@tanstack/react-router';

/** `tell`, once it has not been asked for `ms`: for what the URL follows. Not when somebody is on their way to another page
 * by then: it would call them back. */
export function useDebouncedNavigation<T>(tell: (told: T) => void, ms: number) {
  const router = useRouter();
  return useDebouncedCallback((told: T) => {
    const { latestLocation, state } = router;
    const shown = state.resolvedLocation ?? latestLocation;
    if (latestLocation.pathname === shown.pathname) tell(told);
  }, ms);
}
