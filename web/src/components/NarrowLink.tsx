import { Anchor } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { Condition } from '../lib/filter';

/** Adds conditions to the filter of the page. */
export const NarrowLink = ({
  conditions,
  children,
}: {
  conditions: Condition[];
  children: string;
}) => (
  <Anchor
    size="sm"
    title="Narrow the page to these"
    renderRoot={props => (
      <Link
        to="."
        search={before => ({ ...before, f: [...(before.f ?? []), ...conditions] })}
        {...props}
      />
    )}
  >
    {children}
  </Anchor>
);
