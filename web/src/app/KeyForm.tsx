import { Button, PasswordInput, Stack } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { type Session, signIn } from '../api/session';

/** Signs in with a key, which is kept beside those of other projects. */
export function KeyForm({
  children,
  onSignedIn,
}: {
  children: ReactNode; // what the key is for
  onSignedIn: (session: Session) => void;
}) {
  const [key, setKey] = useState('');
  const signingIn = useMutation({ mutationFn: signIn, onSuccess: onSignedIn });
  return (
    <form
      onSubmit={event => {
        event.preventDefault();
        signingIn.mutate(key.trim());
      }}
    >
      <Stack>
        {children}
        <PasswordInput
          label="Key"
          autoComplete="current-password"
          autoFocus
          data-autofocus
          required
          withAsterisk={false}
          value={key}
          onChange={event => setKey(event.currentTarget.value)}
          error={signingIn.error?.message}
        />
        <Button type="submit" loading={signingIn.isPending}>
          Sign in
        </Button>
      </Stack>
    </form>
  );
}
