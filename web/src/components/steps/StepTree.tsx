import { Link } from '@tanstack/react-router';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { Step } from '../../api/steps';
import { usePlace } from '../../hooks/usePlace';
import { cost, costsOf, count, duration } from '../../lib/numbers';
import classes from './StepTree.module.css';
import { hasFailed, totalsOf, visibleSteps } from './visibleSteps';
import { withoutMarks } from '../../lib/withoutMarks';

const ROW_PX = 40;
const INDENT_PX = 12;
const NONE: ReadonlySet<string> = new Set();
const MAX_INDENT = 8; // levels: deeper ones would leave no room for the name

/** The steps of a session as a tree. A step that is a call leads to its request; the rest of the URL stays as it is. */
export function StepTree({
  steps,
  currentId,
  withAnswers = false,
  maxHeight,
}: {
  steps: Step[];
  withAnswers?: boolean; // shows the beginning of what each call was answered
  currentId?: string; // of the request that is open
  maxHeight: string; // CSS
}) {
  const place = usePlace<{ top: number; closed: ReadonlySet<string> }>('steps');
  const [closed, setClosed] = useState(place.kept?.closed ?? NONE);
  const rows = useMemo(() => visibleSteps(steps, closed), [steps, closed]);
  const costs = useMemo(() => costsOf(steps.map(({ call }) => call?.cost)), [steps]);
  const scroller = useRef<HTMLDivElement>(null);
  // eslint-disable-next-line react-hooks/incompatible-library -- concerns the React compiler, which is not used here
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    overscan: 20,
    initialOffset: place.kept?.top,
  });
  useEffect(() => place.keep({ top: virtual.scrollOffset ?? 0, closed }));
  const at = rows.findIndex(({ step }) => step.request_id === currentId && currentId !== undefined);
  useEffect(() => {
    if (at >= 0) virtual.scrollToIndex(at, { align: 'auto' });
  }, [at, virtual]);

  function toggle(id: string) {
    const next = new Set(closed);
    if (!next.delete(id)) next.add(id);
    setClosed(next);
  }

  return (
    <div ref={scroller} className={classes.scroll} style={{ maxHeight }} tabIndex={0}>
      <ul
        className={classes.list}
        style={{ height: virtual.getTotalSize() }}
        aria-label="Steps of the session"
      >
        {virtual.getVirtualItems().map(({ index, start }) => {
          const { step, hasBelow } = rows[index]!;
          return (
            <li key={step.step_id} style={{ transform: `translateY(${start}px)`, height: ROW_PX }}>
              <StepRow
                step={step}
                costs={costs}
                hasBelow={hasBelow}
                isOpen={!closed.has(step.step_id)}
                isCurrent={index === at}
                withAnswers={withAnswers}
                onToggle={() => toggle(step.step_id)}
              />
            </li>
          );
        })}
      </ul>
    </div>
  );
}

function StepRow({
  step,
  costs,
  hasBelow,
  isOpen,
  isCurrent,
  withAnswers,
  onToggle,
}: {
  step: Step;
  costs: Costs;
  hasBelow: boolean;
  isOpen: boolean;
  isCurrent: boolean;
  withAnswers: boolean;
  onToggle: () => void;
}) {
  const indent = Math.min(step.depth, MAX_INDENT) * INDENT_PX;
  return (
    <div
      className={`${classes.row} ${isCurrent ? classes.current : ''}`}
      style={{ paddingInlineStart: indent }}
    >
      {hasBelow ? (
        <button
          type="button"
          className={classes.toggle}
          aria-expanded={isOpen}
          aria-label={`Steps below ${step.name}`}
          onClick={onToggle}
        >
          {isOpen ? '▾' : '▸'}
        </button>
      ) : (
        <span className={classes.toggle} />
      )}
      {step.request_id === null ? (
        <div className={classes.step}>
          <StepText step={step} costs={costs} withAnswers={withAnswers} />
        </div>
      ) : (
        <Link
          className={classes.step}
          to="/requests/$requestId"
          params={{ requestId: step.request_id }}
          search={before => ({ ...before, view: undefined, again: undefined })}
          aria-current={isCurrent ? 'page' : undefined}
        >
          <StepText step={step} costs={costs} withAnswers={withAnswers} />
        </Link>
      )}
    </div>
  );
}

type Costs = ReturnType<typeof costsOf>;

function StepText({
  step,
  costs,
  withAnswers,
}: {
  step: Step;
  costs: Costs;
  withAnswers: boolean;
}) {
  const { name, kind, call, error } = step;
  const isFailed = hasFailed(step);
  const details = call
    ? [
        call.model?.replace(/-\d{4}-\d\d-\d\d$/, ''),
        call.cost !== null && costs(call.cost),
        withAnswers && call.answer_preview !== null && withoutMarks(call.answer_preview),
      ]
    : [kind === 'path' ? null : kind];
  return (
    <>
      <span className={classes.line} title={error ?? name}>
        <span className={classes.name}>{name}</span>
        <span className={classes.number}>{duration(step.duration_ms)}</span>
      </span>
      <span className={classes.line}>
        <span className={classes.details}>{details.filter(Boolean).join(' · ')}</span>
        {isFailed && <span className={classes.failed}>✗ failed</span>}
      </span>
    </>
  );
}

/** "6 steps · 2.17 s · $0.0003 · 1 failed" */
export function StepSummary({ steps, truncated }: { steps: Step[]; truncated: boolean }) {
  const totals = useMemo(() => totalsOf(steps), [steps]);
  return (
    <div className={classes.summary}>
      {truncated && 'The first '}
      {count(totals.steps)} {totals.steps === 1 ? 'step' : 'steps'} · {duration(totals.duration_ms)}
      {totals.cost !== null && ` · ${cost(totals.cost)}`}
      {totals.errors > 0 && (
        <span className={classes.failed}> · {count(totals.errors)} failed</span>
      )}
    </div>
  );
}
