import { Group, Paper, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';

/** A chart with a title and the figure that sums it up. */
export function ChartPanel({
  title,
  figure,
  children,
}: {
  title: ReactNode;
  figure?: ReactNode;
  children: ReactNode;
}) {
  return (
    <Paper withBorder p="sm" miw={0}>
      <Group justify="space-between" align="baseline" gap="xs" mb={4}>
        <Title order={3} size="sm" style={{ overflowWrap: 'anywhere' }}>
          {title}
        </Title>
        <Text size="sm" className="numeric">
          {figure}
        </Text>
      </Group>
      {children}
    </Paper>
  );
}
