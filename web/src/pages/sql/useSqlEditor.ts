import { useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { useDebouncedNavigation } from '../../hooks/useDebouncedNavigation';
import { INITIAL_SQL } from './search';

const TYPING_MS = 400;

export interface SqlRun {
  sql: string;
  count: number; // tells runs of the same text apart
}

/** The text of the editor and the last run. Typing updates the URL; other changes of the URL, such as "back", update the
 * editor. */
export function useSqlEditor() {
  const { sql, run } = useSearch({ from: '/sql' });
  const navigate = useNavigate({ from: '/sql' });
  const [text, setText] = useState(sql ?? INITIAL_SQL);
  const [lastRun, setLastRun] = useState<SqlRun | undefined>(
    run && sql ? { sql, count: 0 } : undefined,
  );
  const reported = useRef(sql);
  const report = useDebouncedNavigation((changed: string) => {
    reported.current = changed;
    void navigate({
      search: before => ({ ...before, sql: changed, run: undefined }),
      replace: true,
    });
  }, TYPING_MS);
  useEffect(() => {
    if (sql === reported.current) return;
    reported.current = sql;
    setText(sql ?? INITIAL_SQL);
    setLastRun(run && sql ? { sql, count: 0 } : undefined);
  }, [sql, run]);
  return {
    text,
    lastRun,
    write: (changed: string) => {
      setText(changed);
      report(changed);
    },
    run: (changed: string) => {
      if (!changed.trim()) return;
      report.cancel();
      reported.current = changed;
      setText(changed);
      setLastRun(before => ({ sql: changed, count: (before?.count ?? 0) + 1 }));
      void navigate({ search: before => ({ ...before, sql: changed, run: true }) });
    },
  };
}
