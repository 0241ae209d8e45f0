import { useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { useDebouncedNavigation } from '../../hooks/useDebouncedNavigation';

const TYPING_MS = 400;
export const INITIAL_SQL =
  'SELECT model, count(*) AS requests, sum(cost_usd) AS cost\nFROM requests\nGROUP BY model\nORDER BY requests DESC';

export interface SqlRun {
  sql: string;
  turn: number;
}

/** What is in the editor and what was run last; the URL follows, and where it is changed by other means, leads. */
export function useSqlEditor() {
  const { sql, run } = useSearch({ from: '/sql' });
  const navigate = useNavigate({ from: '/sql' });
  const [text, setText] = useState(sql ?? INITIAL_SQL);
  const [ran, setRan] = useState<SqlRun | undefined>(run && sql ? { sql, turn: 0 } : undefined);
  const told = useRef(sql);
  const tell = useDebouncedNavigation((written: string) => {
    told.current = written;
    void navigate({ search: now => ({ ...now, sql: written, run: undefined }), replace: true });
  }, TYPING_MS);
  useEffect(() => {
    if (sql === told.current) return;
    told.current = sql; // "back" was pressed, or a link followed
    setText(sql ?? INITIAL_SQL);
    setRan(run && sql ? { sql, turn: 0 } : undefined);
  }, [sql, run]);
  return {
    text,
    ran,
    write: (written: string) => {
      setText(written);
      tell(written);
    },
    run: (written: string) => {
      if (!written.trim()) return;
      tell.cancel();
      told.current = written;
      setText(written);
      setRan(before => ({ sql: written, turn: (before?.turn ?? 0) + 1 }));
      void navigate({ search: now => ({ ...now, sql: written, run: true }) });
    },
  };
}
