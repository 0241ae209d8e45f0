import { Button, Center, Paper, PasswordInput, Stack, Text, Title } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { switchSession, isSignedIn, sessionQuery, signIn } from '../api/session';
import { ErrorAlert, Loading } from '../components/states';

/** Shows the pages to viewers who are allowed to see them, and the sign-in page to everybody else. */
export function SignInGate({ children }: { children: ReactNode }) {
  const session = useQuery(sessionQuery);
  if (session.isPending) return <Loading what="Gnomon" />;
  if (session.isError)
    return <ErrorAlert error={session.error} retry={() => void session.refetch()} />;
  return isSignedIn(session.data) ? children : <SignInPage />;
}

function SignInPage() {
  const [key, setKey] = useState('');
  const client = useQueryClient();
  const signingIn = useMutation({
    mutationFn: signIn,
    onSuccess: session => switchSession(client, session),
  });
  return (
    <Center component="main" mih="100vh" p="md">
      <Paper withBorder p="xl" w="100%" maw={420}>
        <form
          onSubmit={event => {
            event.preventDefault();
            signingIn.mutate(key.trim());
          }}
        >
          <Stack>
            <Title order={1} size="h2">
              Gnomon
            </Title>
            <Text>
              Sign in with a Gnomon key that has the scope <code>read</code>. Create one with{' '}
              <code>gnomon keys new</code>.
            </Text>
            <PasswordInput
              label="Key"
              autoComplete="current-password"
              autoFocus
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
      </Paper>
    </Center>
  );
}
