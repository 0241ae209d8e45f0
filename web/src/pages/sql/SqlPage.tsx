import { Button, Grid, Group, Kbd, Menu, Stack, Text, Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useRef } from 'react';
import { Page } from '../../components/Page';
import { Loading } from '../../components/states';
import { EXAMPLES } from './examples';
import { LimitsHelp } from './LimitsHelp';
import { answerQuery } from './queries';
import { Result } from './Result';
import { TableSchema } from './TableSchema';
import { SqlError } from './SqlError';
import { useSqlEditor } from './useSqlEditor';

/** Any question that a SELECT can ask. */
export default function SqlPage() {
  const editor = useSqlEditor();
  const field = useRef<HTMLTextAreaElement>(null);
  const { text, ran } = editor;
  const answer = useQuery(answerQuery(ran?.sql, ran?.turn ?? 0));

  function insert(name: string) {
    const { current } = field;
    if (!current) return;
    current.setRangeText(name, current.selectionStart, current.selectionEnd, 'end');
    editor.write(current.value);
    current.focus();
  }

  return (
    <Page title="SQL">
      <Grid gap="md">
        <Grid.Col span={{ base: 12, md: 9 }}>
          <Textarea
            ref={field}
            label="A SELECT on requests, scores, score_history and properties"
            autosize
            minRows={6}
            maxRows={24}
            spellCheck={false}
            autoCapitalize="off"
            value={text}
            error={answer.isError}
            aria-errormessage={answer.isError ? 'trouble' : undefined}
            styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
            onChange={event => editor.write(event.currentTarget.value)}
            onKeyDown={event => {
              if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
              event.preventDefault();
              editor.run(text);
            }}
          />
          <Group gap="sm" mt="xs">
            <Button size="xs" onClick={() => editor.run(text)} loading={answer.isFetching}>
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
                  <Menu.Item key={title} onClick={() => editor.run(sql)}>
                    {title}
                  </Menu.Item>
                ))}
              </Menu.Dropdown>
            </Menu>
            <LimitsHelp />
          </Group>
          <Stack gap="sm" mt="md">
            {answer.isError && <SqlError error={answer.error} text={text} field={field} />}
            {ran && answer.isPending && <Loading what="the answer" rows={6} />}
            {ran && answer.data && <Result key={ran.sql} answer={answer.data} sql={ran.sql} />}
          </Stack>
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 3 }}>
          <TableSchema onInsert={insert} />
        </Grid.Col>
      </Grid>
    </Page>
  );
}
