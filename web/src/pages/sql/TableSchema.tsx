import { ScrollArea, Text, UnstyledButton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { QueryState } from '../../components/QueryState';
import { schemaQuery } from './queries';
import classes from './TableSchema.module.css';

/** The tables and their columns. A click inserts a name at the cursor. */
export function TableSchema({ onInsert }: { onInsert: (name: string) => void }) {
  const schema = useQuery(schemaQuery);
  return (
    <section aria-label="Tables">
      <QueryState query={schema} what="the tables" rows={4}>
        {tables => (
          <div className={classes.tables}>
            {tables.map(({ table, columns }) => (
              <details key={table} name="table" open={table === 'requests'}>
                <summary className={classes.table}>{table}</summary>
                <UnstyledButton
                  className={classes.name}
                  onClick={() => onInsert(table)}
                  title="Insert the name of the table"
                >
                  {table}
                </UnstyledButton>
                <ScrollArea.Autosize mah="45vh" viewportProps={{ tabIndex: 0 }}>
                  <ul className={classes.columns}>
                    {columns.map(({ name, type }) => (
                      <li key={name}>
                        <UnstyledButton className={classes.name} onClick={() => onInsert(name)}>
                          {name}
                        </UnstyledButton>
                        <Text span size="xs" c="dimmed">
                          {type.toLowerCase()}
                        </Text>
                      </li>
                    ))}
                  </ul>
                </ScrollArea.Autosize>
              </details>
            ))}
          </div>
        )}
      </QueryState>
    </section>
  );
}
