import { useRouter } from '@tanstack/react-router';
import { useCallback, useState } from 'react';
import { places } from '../lib/places';

interface Place<T> {
  kept: T | undefined; // where this was when the viewer left this entry of the history; undefined: it is shown anew
  keep: (place: T) => void;
}

/** Where a part of the page was scrolled to, for who comes back to it. `name`: of the part, unique on the page. */
export function usePlace<T>(name: string): Place<T> {
  const router = useRouter();
  const [path] = useState(() => router.latestLocation.pathname);
  const [kept] = useState(() => {
    const { href, state } = router.latestLocation;
    return places.at(state.__TSR_index, `${href} ${name}`) as T | undefined;
  });
  const keep = useCallback(
    (place: T) => {
      const { href, pathname, state } = router.latestLocation;
      if (pathname === path) places.keep(state.__TSR_index, `${href} ${name}`, place);
    },
    [router, path, name],
  );
  return { kept, keep };
}
