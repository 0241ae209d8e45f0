import { Button, Menu } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { RequestRow } from '../../api/requestList';
import { sessionQuery } from '../../api/session';
import { useCopy } from '../../hooks/useCopy';
import { asCurl, asPython, callOf } from './call';

/** Copies the call as a command, as a program or as a link. */
export function CopyMenu({ row }: { row: RequestRow }) {
  const { copied, copy } = useCopy();
  const { data: session } = useQuery(sessionQuery);
  const call = callOf(row, window.location.origin);
  const asksForKey = session ? !session.open : false;
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button size="xs" variant="default">
          {copied ? 'Copied' : 'Copy as'}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item disabled={!call} onClick={() => call && copy(asCurl(call, asksForKey))}>
          curl
        </Menu.Item>
        <Menu.Item disabled={!call} onClick={() => call && copy(asPython(call, asksForKey))}>
          Python
        </Menu.Item>
        <Menu.Item
          onClick={() =>
            copy(`${window.location.origin}/ui/requests/${encodeURIComponent(row.request_id)}`)
          }
        >
          Link to this request
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
