import { Code } from '@mantine/core';
import { EmptyState } from '../../components/states';

export function NoProperties() {
  return (
    <EmptyState title="No call has a property yet">
      Send a header with your calls, such as <Code>Helicone-Property-Environment: production</Code>
    </EmptyState>
  );
}
