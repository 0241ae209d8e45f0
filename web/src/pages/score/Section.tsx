import { Group, Stack, Title } from '@mantine/core';
import { useLocation } from '@tanstack/react-router';
import { type ReactNode, useEffect, useRef } from 'react';

/** A section of the page with a heading and controls. */
export function Section({
  title,
  id,
  actions,
  children,
}: {
  title: string;
  id?: string; // of links to the section
  actions?: ReactNode;
  children: ReactNode;
}) {
  const frame = useRef<HTMLDivElement>(null);
  const hash = useLocation({ select: location => location.hash });
  useEffect(() => {
    if (id !== undefined && hash === id) frame.current?.scrollIntoView();
  }, [id, hash]);
  return (
    <Stack gap="xs" component="section" aria-label={title} id={id} ref={frame}>
      <Group justify="space-between" align="end" gap="xs">
        <Title order={2} size="h4">
          {title}
        </Title>
        {actions && <Group gap="xs">{actions}</Group>}
      </Group>
      {children}
    </Stack>
  );
}
