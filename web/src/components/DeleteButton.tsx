import { Button } from '@mantine/core';
import { useIsMutating, useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { ErrorAlert } from './states';

const mutationKey = (thing: string) => ['delete', thing];

/** Whether `thing` is being deleted. Queries about it then pause: the server may already not know it any more. */
export const useIsDeleting = (thing: string) =>
  useIsMutating({ mutationKey: mutationKey(thing) }) > 0;

/** Deletes `thing`, its name or id, when pressed twice; `onDeleted` leaves it. */
export function DeleteButton({
  thing,
  confirm,
  onDelete,
  onDeleted,
}: {
  thing: string;
  confirm: string;
  onDelete: () => Promise<unknown>;
  onDeleted: () => Promise<unknown>;
}) {
  const [isConfirming, setIsConfirming] = useState(false);
  const deleting = useMutation({
    mutationKey: mutationKey(thing),
    mutationFn: onDelete,
    onSuccess: onDeleted,
  });
  return (
    <>
      <Button
        variant={isConfirming ? 'filled' : 'subtle'}
        color="red"
        onClick={() => (isConfirming ? deleting.mutate() : setIsConfirming(true))}
        onBlur={() => setIsConfirming(false)}
      >
        {isConfirming ? confirm : 'Delete'}
      </Button>
      {deleting.error && <ErrorAlert error={deleting.error} />}
    </>
  );
}
