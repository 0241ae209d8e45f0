import { Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useRef } from 'react';
import { Page } from '../../components/Page';
import { EmptyState, Loading } from '../../components/states';
import { useRange } from '../../hooks/useRange';
import { resultQuery } from './queries';
import { Result } from './Result';
import { SqlEditor } from './SqlEditor';
import { SqlError } from './SqlError';
import classes from './SqlPage.module.css';
import { TableSchema } from './TableSchema';
import { useSqlEditor } from './useSqlEditor';

/** Runs SELECT statements, with the tables beside the editor. `:start` and `:end` are those of the header's range. */
export default function SqlPage() {
  const editor = useSqlEditor();
  const field = useRef<HTMLTextAreaElement>(null);
  const { lastRun } = editor;
  const result = useQuery(resultQuery(lastRun?.sql, lastRun?.count ?? 0, useRange()));

  function insert(name: string) {
    const { current } = field;
    if (!current) return;
    current.setRangeText(name, current.selectionStart, current.selectionEnd, 'end');
    editor.write(current.value);
    current.focus();
  }

  return (
    <Page title="SQL" views="sql">
      <div className={classes.page}>
        <div>
          <SqlEditor
            field={field}
            editor={editor}
            isRunning={result.isFetching}
            hasError={result.isError}
          />
          <Stack gap="sm" mt="md">
            {result.isError && <SqlError error={result.error} text={editor.text} field={field} />}
            {lastRun && result.isPending && <Loading what="the result" rows={6} />}
            {lastRun && result.data && (
              <Result key={lastRun.sql} result={result.data} sql={lastRun.sql} />
            )}
            {!lastRun && (
              <EmptyState title="No result yet">
                Run the statement with Ctrl Enter, or choose an example.
              </EmptyState>
            )}
          </Stack>
        </div>
        <TableSchema onInsert={insert} />
      </div>
    </Page>
  );
}
