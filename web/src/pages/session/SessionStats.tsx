import { Group } from '@mantine/core';
import type { RequestRow } from '../../api/requestList';
import { cost, count, duration } from '../../lib/numbers';
import { Stat } from '../../components/Stat';
import { isFailed, sumKnown } from './sums';

/** What the session's calls come to; `more`: not all of them have been loaded. */
export function SessionStats({ calls, more }: { calls: RequestRow[]; more: boolean }) {
  const ends = calls.map(call => Date.parse(call.request_created_at) + (call.delay_ms ?? 0));
  const took = Math.max(...ends) - Date.parse(calls[0]!.request_created_at);
  const users = [...new Set(calls.map(call => call.request_user_id).filter(Boolean))];
  const errors = calls.filter(isFailed).length;
  return (
    <Group gap="sm" align="stretch">
      <Stat label="Calls" hint={errors ? `${count(errors)} failed` : 'none failed'}>
        {count(calls.length)}
        {more && ' and more'}
      </Stat>
      <Stat label="From beginning to end">{duration(took)}</Stat>
      <Stat label="In calls">{duration(sumKnown(calls, call => call.delay_ms))}</Stat>
      <Stat label="Cost">{cost(sumKnown(calls, call => call.cost))}</Stat>
      <Stat label="Tokens in">{count(sumKnown(calls, call => call.prompt_tokens))}</Stat>
      <Stat label="Tokens out">{count(sumKnown(calls, call => call.completion_tokens))}</Stat>
      <Stat label={users.length === 1 ? 'User' : 'Users'}>
        {users.length === 1 ? users[0] : count(users.length)}
      </Stat>
    </Group>
  );
}
