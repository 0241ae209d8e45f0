import { Paper, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './Stat.module.css';

/** Figures side by side, all of the same width. */
export const Stats = ({ children }: { children: ReactNode }) => (
  <div className={classes.stats}>{children}</div>
);

/** A figure with a label and an optional hint. */
export function Stat({
  label,
  children,
  hint,
}: {
  label: string;
  children: ReactNode;
  hint?: string;
}) {
  return (
    <Paper withBorder p="sm">
      <Text size="xs" c="dimmed">
        {label}
      </Text>
      <Text size="xl" fw={600} style={{ fontVariantNumeric: 'tabular-nums' }}>
        {children}
      </Text>
      {hint && (
        <Text size="xs" c="dimmed">
          {hint}
        </Text>
      )}
    </Paper>
  );
}
