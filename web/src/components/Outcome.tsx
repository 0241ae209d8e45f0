import { StatusLabel } from './StatusLabel';

/** How a call ended: its HTTP status, and its outcome if that is not "ok". */
export function Outcome({ status, outcome }: { status: number | null; outcome: string | null }) {
  if (outcome === null) return <StatusLabel tone="unsure">in flight</StatusLabel>;
  const isOk = outcome === 'ok';
  const words = outcome.replaceAll('_', ' ');
  const text = isOk ? String(status ?? 'ok') : status === null ? words : `${status} ${words}`;
  return <StatusLabel tone={!isOk || (status ?? 0) >= 400 ? 'bad' : 'good'}>{text}</StatusLabel>;
}
