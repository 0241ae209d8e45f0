import { Anchor } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { Page } from '../components/Page';
import { EmptyState } from '../components/states';

export function NotFound() {
  return (
    <Page title="Not found">
      <EmptyState title="There is no such page">
        <Anchor renderRoot={props => <Link to="/" {...props} />}>To the overview</Anchor>
      </EmptyState>
    </Page>
  );
}
