import { expect, test } from 'vitest';
import { adviceFor } from './firstCalls';
import type { RequestRow } from './requestList';

const row = (outcome: string | null, response_status: number | null) =>
  ({ outcome, response_status, attempts: [{ upstream: 'openai' }] }) as unknown as RequestRow;

test.each([
  ['ok', 401, 'Check the key for “openai”'],
  ['ok', 403, 'Check the key for “openai”'],
  ['ok', 404, 'Check the name of the model'],
  ['ok', 429, 'limits and the credit of your account at “openai”'],
  ['ok', 400, 'Open the request to see what was sent'],
  ['ok', 529, 'the failure is in the service of “openai”'],
  ['upstream_unreachable', 502, 'Check base_url of the upstream “openai”'],
  ['upstream_timeout', 504, 'check base_url and the timeouts of the upstream “openai”'],
  ['client_closed', null, 'Your program ended the call'],
  ['answer_failed', 200, 'Open the request'],
])('%s with status %s says what to do', (outcome, status, advice) => {
  expect(adviceFor(row(outcome, status))).toContain(advice);
});
