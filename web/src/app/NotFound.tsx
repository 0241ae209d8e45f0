import { Anchor } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { Page } from '../components/Page';
import { EmptyState } from '../components/states';

export function NotFound() {
  return (
    <Page title="Not found">
      <EmptyState title="This page does not exist">
        <Anchor renderRoot={props => <Link to="/" {...props} />}>Go to the overview</Anchor>
      </EmptyState>
    </Page>
  );
}
