import { Button, Menu, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { switchSession, sessionQuery, signOut } from '../api/session';

/** Who is signed in, and the way out; nothing where nobody needs to be. */
export function AccountMenu() {
  const { data: session } = useQuery(sessionQuery);
  const client = useQueryClient();
  const leaving = useMutation({
    mutationFn: signOut,
    onSuccess: told => switchSession(client, told),
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
          may {session.scopes.join(', ')}
        </Text>
        <Menu.Item onClick={() => leaving.mutate()}>Sign out</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
