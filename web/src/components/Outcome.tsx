import { StatusLabel } from './StatusLabel';

/** How a call ended: its status, and in a word what went wrong where the status does not say it. */
export function Outcome({ status, outcome }: { status: number | null; outcome: string | null }) {
  if (outcome === null) return <StatusLabel tone="unsure">in flight</StatusLabel>;
  const well = outcome === 'ok';
  const words = outcome.replaceAll('_', ' ');
  const text = well ? String(status ?? 'ok') : status === null ? words : `${status} ${words}`;
  return <StatusLabel tone={!well || (status ?? 0) >= 400 ? 'bad' : 'good'}>{text}</StatusLabel>;
}
