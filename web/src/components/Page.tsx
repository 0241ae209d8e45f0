import { Group, Stack, Title } from '@mantine/core';
import { type ReactNode, useContext, useEffect } from 'react';
import type { ViewPage } from '../api/views';
import { PageTitle } from './pageTitle';
import { ViewsMenu } from './views/ViewsMenu';

/** The frame of a page. `title` is also the title of the browser's tab, unless `tab` says it in other words; `actions`
 * and the saved views of the page stand beside it. */
export function Page({
  title,
  tab = title,
  actions,
  views,
  children,
}: {
  title: string;
  tab?: string;
  actions?: ReactNode;
  views?: ViewPage;
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
        <Group gap="sm">
          {actions}
          {views && <ViewsMenu page={views} />}
        </Group>
      </Group>
      {children}
    </Stack>
  );
}
