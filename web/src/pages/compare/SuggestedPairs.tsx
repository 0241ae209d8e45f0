import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { QueryState } from '../../components/QueryState';
import { useBefore } from '../../hooks/useBefore';
import { useRange } from '../../hooks/useRange';
import { toFilterTree } from '../../lib/filter';
import { count } from '../../lib/numbers';
import { periodNames } from '../../lib/periods';
import { formatAbsolute, previousRange } from '../../lib/range';
import classes from './compare.module.css';
import { candidatesQuery } from './queries';
import type { CompareSearch } from './search';
import { suggestions } from './suggestions';

/** Comparisons to begin with, one click each. */
export function SuggestedPairs() {
  const { f } = useSearch({ from: '/compare' });
  const range = useRange();
  const query = useQuery(candidatesQuery(toFilterTree(f), range));
  return (
    <section aria-label="Suggested comparisons">
      <Text mb="xs">Choose two groups above, or begin with one of these:</Text>
      <QueryState query={query} what="suggestions" rows={3}>
        {candidates => (
          <div className={classes.suggestions}>
            {suggestions(candidates).map(({ key, title, values, requests, conditions }) => (
              <Suggestion
                key={key}
                title={title}
                values={values}
                note={`${count(requests[0])} and ${count(requests[1])} requests`}
                groups={{ a: [conditions[0]], b: [conditions[1]] }}
              />
            ))}
            <TimeSuggestion />
          </div>
        )}
      </QueryState>
    </section>
  );
}

function TimeSuggestion() {
  const range = useRange();
  const before = useBefore();
  const now = periodNames(previousRange(range), range, range.end)[1];
  return (
    <Suggestion
      title="Time"
      values={[before, now]}
      note="the same filter in both"
      groups={{ ra: formatAbsolute(previousRange(range)), rb: formatAbsolute(range) }}
    />
  );
}

function Suggestion({
  title,
  values: [first, second],
  note,
  groups,
}: {
  title: string;
  values: [string, string];
  note: ReactNode;
  groups: Pick<CompareSearch, 'a' | 'b' | 'ra' | 'rb'>;
}) {
  return (
    <Link
      to="/compare"
      search={before => ({ ...before, ...groups })}
      className={classes.suggestion}
    >
      <span className={classes.quiet}>{title}</span>
      <span>
        <span className={classes.a}>{first}</span> <span className={classes.b}>{second}</span>
      </span>
      <span className={classes.quiet}>{note}</span>
    </Link>
  );
}
