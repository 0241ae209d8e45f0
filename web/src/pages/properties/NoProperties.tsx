import { FirstStep } from '../../components/firstSteps';
import { EmptyState } from '../../components/states';

export function NoProperties() {
  return (
    <EmptyState title="No call has a property yet">
      Send a header with your calls, for instance:
      <FirstStep of="properties" />
    </EmptyState>
  );
}
