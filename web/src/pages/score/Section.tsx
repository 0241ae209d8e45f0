import { Group, Stack, Title } from '@mantine/core';
import type { ReactNode } from 'react';

/** A part of the page with its heading and what changes it. */
export function Section({
  title,
  beside,
  children,
}: {
  title: string;
  beside?: ReactNode;
  children: ReactNode;
}) {
  return (
    <Stack gap="xs" component="section" aria-label={title}>
      <Group justify="space-between" align="end" gap="xs">
        <Title order={2} size="h4">
          {title}
        </Title>
        {beside && <Group gap="xs">{beside}</Group>}
      </Group>
      {children}
    </Stack>
  );
}
