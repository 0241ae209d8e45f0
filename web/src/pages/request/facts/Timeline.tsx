import type { RequestRow } from '../../../api/requestList';
import { decimal, duration } from '../../../lib/numbers';
import classes from './Facts.module.css';
import { Panel } from '../../../components/Panel';
import { type Span, spans, tokensPerSecond } from './spans';

/** When the response started and when it was complete. */
export function Timeline({ row }: { row: RequestRow }) {
  const last = row.attempts.at(-1);
  if (!last) return null;
  const parts = spans(last);
  if (!parts.length) return null;
  const speed = tokensPerSecond(last, last.completion_tokens);
  return (
    <Panel title="Timing">
      <div className={classes.track} aria-hidden="true">
        {parts.map(({ kind, ms }) => (
          <div key={kind} className={classes[kind]} style={{ flexGrow: 1000 * ms, flexBasis: 0 }} />
        ))}
      </div>
      <dl className={classes.list}>
        {parts.map(({ name, kind, until }) => (
          <SpanRow key={name} name={name} kind={kind} at={until} />
        ))}
        {speed !== null && (
          <>
            <dt>Tokens per second</dt>
            <dd>{decimal(speed)}</dd>
          </>
        )}
      </dl>
    </Panel>
  );
}

function SpanRow({ name, kind, at }: { name: string; kind: Span['kind']; at: number }) {
  return (
    <>
      <dt>
        <span className={`${classes.key} ${classes[kind]}`} aria-hidden="true" />
        {name}
      </dt>
      <dd>after {duration(at)}</dd>
    </>
  );
}
