import { Group } from '@mantine/core';
import type { RequestRow } from '../../api/requestList';
import { cost, count, duration } from '../../lib/numbers';
import { Stat } from '../../components/Stat';
import { isFailed, sumKnown } from './sums';

/** The totals of the session's calls. `hasMore`: not all calls are loaded. */
export function SessionStats({ calls, hasMore }: { calls: RequestRow[]; hasMore: boolean }) {
  const ends = calls.map(call => Date.parse(call.request_created_at) + (call.delay_ms ?? 0));
  const elapsed = Math.max(...ends) - Date.parse(calls[0]!.request_created_at);
  const users = [...new Set(calls.map(call => call.request_user_id).filter(Boolean))];
  const errors = calls.filter(isFailed).length;
  return (
    <Group gap="sm" align="stretch">
      <Stat label="Calls" hint={errors ? `${count(errors)} failed` : 'none failed'}>
        {count(calls.length)}
        {hasMore && ' and more'}
      </Stat>
      <Stat label="Duration">{duration(elapsed)}</Stat>
      <Stat label="Time in calls">{duration(sumKnown(calls, call => call.delay_ms))}</Stat>
      <Stat label="Cost">{cost(sumKnown(calls, call => call.cost))}</Stat>
      <Stat label="Prompt tokens">{count(sumKnown(calls, call => call.prompt_tokens))}</Stat>
      <Stat label="Completion tokens">
        {count(sumKnown(calls, call => call.completion_tokens))}
      </Stat>
      <Stat label={users.length === 1 ? 'User' : 'Users'}>
        {users.length === 1 ? users[0] : count(users.length)}
      </Stat>
    </Group>
  );
}
