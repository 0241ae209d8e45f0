import { Anchor } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { Condition } from '../../lib/filter';

/** Adds a condition to the filter of the page. */
export const NarrowLink = ({ condition, children }: { condition: Condition; children: string }) => (
  <Anchor
    size="sm"
    title="Narrow the page to these"
    renderRoot={props => (
      <Link
        from="/scores/$name"
        to="."
        search={before => ({ ...before, f: [...(before.f ?? []), condition] })}
        {...props}
      />
    )}
  >
    {children}
  </Anchor>
);
