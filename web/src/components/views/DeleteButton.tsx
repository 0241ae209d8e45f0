import { Button } from '@mantine/core';
import { useState } from 'react';

/** Asks before it deletes. */
export function DeleteButton({
  what,
  isPending,
  onDelete,
}: {
  what: string;
  isPending: boolean;
  onDelete: () => void;
}) {
  const [isAsking, setIsAsking] = useState(false);
  if (!isAsking) {
    return (
      <Button size="compact-xs" variant="default" onClick={() => setIsAsking(true)}>
        Delete…
      </Button>
    );
  }
  return (
    <>
      <Button size="compact-xs" color="red" loading={isPending} onClick={onDelete}>
        Delete {what}
      </Button>
      <Button size="compact-xs" variant="default" onClick={() => setIsAsking(false)}>
        Keep
      </Button>
    </>
  );
}
