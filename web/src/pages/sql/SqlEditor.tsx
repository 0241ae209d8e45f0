import { Button, Group, Kbd, Menu, Text, Textarea } from '@mantine/core';
import type { RefObject } from 'react';
import { EXAMPLES } from './examples';
import { COMPLETION_ID, CompletionList } from './CompletionList';
import { LimitsHelp } from './LimitsHelp';
import { ERROR_ID } from './SqlError';
import { useCompletion } from './useCompletion';
import type { useSqlEditor } from './useSqlEditor';

/** The text field for a statement, with the buttons to run it and to choose an example. */
export function SqlEditor({
  field,
  editor,
  isRunning,
  hasError,
}: {
  field: RefObject<HTMLTextAreaElement | null>;
  editor: ReturnType<typeof useSqlEditor>;
  isRunning: boolean;
  hasError: boolean;
}) {
  const { text, write, run } = editor;
  const completion = useCompletion(field, write);
  const { options, chosen } = completion;
  return (
    <>
      <div style={{ position: 'relative' }}>
        <Textarea
          ref={field}
          label="SELECT statement on requests, scores, score_history and properties"
          autosize
          minRows={6}
          maxRows={24}
          spellCheck={false}
          autoCapitalize="off"
          value={text}
          error={hasError}
          aria-errormessage={hasError ? ERROR_ID : undefined}
          styles={{ input: { fontFamily: 'var(--g-mono)', fontSize: '0.75rem' } }}
          onChange={event => {
            write(event.currentTarget.value);
            completion.look();
          }}
          onBlur={completion.close}
          aria-autocomplete="list"
          aria-controls={options.length ? COMPLETION_ID : undefined}
          aria-activedescendant={options.length ? `${COMPLETION_ID}-${chosen}` : undefined}
          onKeyDown={event => {
            if (completion.onKeyDown(event)) return;
            if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
            event.preventDefault();
            run(text);
          }}
        />
        <CompletionList options={options} chosen={chosen} onTake={completion.take} />
      </div>
      <Group gap="sm" mt="xs">
        <Button size="xs" onClick={() => run(text)} loading={isRunning}>
          Run
        </Button>
        <Text size="xs" c="dimmed">
          <Kbd size="xs">Ctrl</Kbd> + <Kbd size="xs">Enter</Kbd>
        </Text>
        <Menu position="bottom-start">
          <Menu.Target>
            <Button size="xs" variant="default">
              Examples
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {EXAMPLES.map(({ title, sql }) => (
              <Menu.Item key={title} onClick={() => run(sql)}>
                {title}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
        <LimitsHelp />
        <Text size="xs" c="dimmed" ml="auto">
          Times of the tables are in UTC
        </Text>
      </Group>
    </>
  );
}
