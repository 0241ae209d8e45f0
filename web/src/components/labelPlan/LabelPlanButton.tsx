import { Button, Modal } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { LabelPlanForm } from './LabelPlanForm';

/** Plans which requests people should label next, to correct the mean of a judge. `score`: of the judge, to begin with. */
export function LabelPlanButton({ score }: { score?: string }) {
  const [opened, { open, close }] = useDisclosure();
  return (
    <>
      <Button variant="default" onClick={open}>
        Plan labels…
      </Button>
      <Modal
        opened={opened}
        onClose={close}
        title="Plan labels"
        size="lg"
        closeButtonProps={{ 'aria-label': 'Close' }}
      >
        <LabelPlanForm score={score} />
      </Modal>
    </>
  );
}
