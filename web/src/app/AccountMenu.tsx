import { Button, Menu, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { switchSession, sessionQuery, signOut } from '../api/session';

/** Shows who is signed in and signs them out. Renders nothing if no keys are configured. */
export function AccountMenu() {
  const { data: session } = useQuery(sessionQuery);
  const client = useQueryClient();
  const signingOut = useMutation({
    mutationFn: signOut,
    onSuccess: ended => switchSession(client, ended),
  });
  if (!session || session.open) return null;
  return (
    <Menu>
      <Menu.Target>
        <Button size="xs" variant="default">
          {session.name}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Text size="xs" c="dimmed" px="sm" py={4}>
          Scopes: {session.scopes.join(', ')}
        </Text>
        <Menu.Item onClick={() => signingOut.mutate()}>Sign out</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
