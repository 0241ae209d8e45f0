import { Code } from '@mantine/core';
import { Empty } from '../../components/states';

export function NoProperties() {
  return (
    <Empty title="No call has a property yet">
      Send a header with your calls: <Code>Helicone-Property-Environment: production</Code>
    </Empty>
  );
}
