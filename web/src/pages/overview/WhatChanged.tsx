import { Anchor } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { Definition } from '../../api/scores';
import { count } from '../../lib/numbers';
import { type Finding, findings, testedCount } from './findings';
import classes from './overview.module.css';
import type { Changes } from './queries';

const SHOWN = 3;

/** What changed for certain since the time before, each with the way to what explains it. */
export function WhatChanged({
  changes,
  definitions,
  before,
}: {
  changes: Partial<Changes>;
  definitions: readonly Definition[];
  before: string;
}) {
  const found = findings(changes, definitions);
  const tested = testedCount(changes);
  return (
    <section className={classes.findings} aria-label="What changed">
      {found.slice(0, SHOWN).map(each => (
        <div key={each.name} data-tone={each.tone} className={classes.finding}>
          <span>
            {each.name} {each.text}
          </span>{' '}
          against {before} — <ExplainLink of={each.of} />
        </div>
      ))}
      {found.length > SHOWN && (
        <div className={classes.quiet}>
          {found
            .slice(SHOWN)
            .map(({ name, text }) => `${name} ${text}`)
            .join('; ')}
        </div>
      )}
      {changes.metrics && tested === 0 && (
        <div className={classes.quiet}>
          Nothing in {before} to compare with: a shorter range shows what changed.
        </div>
      )}
      {!found.length && tested > 0 && (
        <div className={classes.quiet}>
          No clear change against {before}, corrected for {count(tested)} comparisons.
        </div>
      )}
    </section>
  );
}

function ExplainLink({ of }: { of: Finding['of'] }) {
  return (
    <Anchor
      inherit
      underline="always"
      renderRoot={props =>
        'score' in of ? (
          <Link
            to="/scores/$name"
            params={{ name: of.score }}
            hash="explanation"
            search={before => ({ ...before, type: of.type, label: of.label ?? undefined })}
            {...props}
          />
        ) : (
          <Link to="/explain" search={before => ({ ...before, metric: of.metric })} {...props} />
        )
      }
    >
      What explains the change
    </Anchor>
  );
}
