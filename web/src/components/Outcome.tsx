import { StatusLabel } from './StatusLabel';

/** How a call ended: its HTTP status, or its outcome if that is not "ok"; both if both are errors. */
export function Outcome({ status, outcome }: { status: number | null; outcome: string | null }) {
  if (outcome === null) return <StatusLabel tone="unsure">in flight</StatusLabel>;
  const isOk = outcome === 'ok';
  const words = outcome.replace('answer_', '').replaceAll('_', ' '); // of an answer: failed, incomplete
  const isSaidByStatus = (status ?? 0) >= 400; // that of a failed answer, 200, says nothing
  const text = isOk ? String(status ?? 'ok') : isSaidByStatus ? `${status} ${words}` : words;
  return <StatusLabel tone={!isOk || (status ?? 0) >= 400 ? 'bad' : 'good'}>{text}</StatusLabel>;
}
