import { useDebouncedCallback } from '@mantine/hooks';
import { useRouter } from '@tanstack/react-router';

/** Calls `navigate` once there was no other call for `delayMs`, to keep the URL up to date with what somebody types or
 * scrolls. Does nothing if the viewer is already on the way to another page: it would call them back. */
export function useDebouncedNavigation<T>(navigate: (value: T) => void, delayMs: number) {
  const router = useRouter();
  return useDebouncedCallback((value: T) => {
    const { latestLocation, state } = router;
    const shown = state.resolvedLocation ?? latestLocation;
    if (latestLocation.pathname === shown.pathname) navigate(value);
  }, delayMs);
}
