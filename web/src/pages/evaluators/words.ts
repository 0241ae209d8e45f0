/** The state of an evaluator in words. Pure. */

import { shortTime } from '../../lib/times';
import type { Evaluator } from './queries';

export const TONES = {
  active: 'good',
  paused: 'unsure',
  blocked: 'bad',
  not_runnable: 'bad',
  disabled: 'neutral',
} as const;

export const STATES = {
  active: 'active',
  paused: 'paused',
  blocked: 'blocked',
  not_runnable: 'cannot run',
  disabled: 'disabled',
} as const;

export function explain({
  state,
  reason,
  until,
}: Pick<Evaluator, 'state' | 'reason' | 'until'>): string {
  const because = reason ? `: ${reason}` : '';
  switch (state) {
    case 'active':
      return 'It scores matching calls as soon as they are logged.';
    case 'paused':
      return `Paused${until ? ` until ${shortTime(new Date(until))}` : ''}${because}. It goes on by itself.`;
    case 'blocked':
      return `Blocked${because}. It does not go on until you resume it.`;
    case 'not_runnable':
      return `It cannot run${because}.`;
    default:
      return 'It is disabled and scores no new calls.';
  }
}
