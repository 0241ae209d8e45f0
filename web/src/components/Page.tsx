import { Group, Stack, Title } from '@mantine/core';
import { type ReactNode, useContext, useEffect } from 'react';
import { PageTitle } from './pageTitle';

/** The frame of a page. `title` is also the title of the browser's tab, unless `tab` says it in other words; `actions`
 * stand beside it. */
export function Page({
  title,
  tab = title,
  actions,
  children,
}: {
  title: string;
  tab?: string;
  actions?: ReactNode;
  children?: ReactNode;
}) {
  const { setTitle } = useContext(PageTitle);
  useEffect(() => {
    document.title = `${tab} · Gnomon`;
    setTitle(title);
  }, [title, tab, setTitle]);
  return (
    <Stack gap="md">
      <Group justify="space-between" align="center">
        <Title order={1} style={{ overflowWrap: 'anywhere' }}>
          {title}
        </Title>
        {actions}
      </Group>
      {children}
    </Stack>
  );
}
