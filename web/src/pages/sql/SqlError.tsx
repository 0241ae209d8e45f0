import { Alert, Button, Code } from '@mantine/core';
import type { RefObject } from 'react';
import { errorLine, lineRange } from './errorLine';

/** Why the statement could not be run, in DuckDB's words, and the way to where. */
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
    <Alert
      id="trouble"
      color="red"
      variant="outline"
      title="This could not be answered"
      role="alert"
    >
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
