import { Alert, Button, Code } from '@mantine/core';
import type { RefObject } from 'react';
import { errorLine, lineRange } from './errorLine';

export const ERROR_ID = 'sql-error';

/** Why the statement failed, in DuckDB's words, with a button that goes to the line. */
export function SqlError({
  error,
  text,
  field,
}: {
  error: Error;
  text: string;
  field: RefObject<HTMLTextAreaElement | null>;
}) {
  const line = errorLine(error.message);
  const range = line === null ? null : lineRange(text, line);
  return (
    <Alert id={ERROR_ID} color="red" variant="outline" title="The statement failed" role="alert">
      <Code block tabIndex={0}>
        {error.message}
      </Code>
      {range && (
        <Button
          mt="xs"
          size="xs"
          variant="default"
          onClick={() => {
            field.current?.focus();
            field.current?.setSelectionRange(...range);
          }}
        >
          Go to line {line}
        </Button>
      )}
    </Alert>
  );
}
