import {
  Button,
  Checkbox,
  Group,
  Popover,
  Progress,
  SegmentedControl,
  Stack,
  Text,
} from '@mantine/core';
import { useState } from 'react';
import type { ListQuery } from '../../../api/requestList';
import { count } from '../../../lib/numbers';
import type { RequestColumn } from '../columns';
import { type FileFormat, FORMATS, maxRows } from './exportFile';
import { useExport } from './useExport';

/** The chosen requests, or all that match, as a file. */
export function ExportMenu({
  query,
  columns,
  selected,
  total,
}: {
  query: ListQuery;
  columns: RequestColumn[]; // of the CSV
  selected: string[];
  total: number | undefined; // of those that match; undefined: not known
}) {
  const [format, setFormat] = useState<FileFormat>('jsonl');
  const [whole, setWhole] = useState(false);
  const { exporting, done, stop } = useExport(query, columns);
  const bodies = whole && format === 'jsonl';
  const most = maxRows(bodies);
  const there = selected.length || total;
  const wanted = there === undefined ? most : Math.min(there, most);
  return (
    <Popover position="bottom-end" trapFocus>
      <Popover.Target>
        <Button size="xs" variant="default">
          {selected.length ? `Export ${count(selected.length)} chosen` : 'Export'}
        </Button>
      </Popover.Target>
      <Popover.Dropdown maw={320}>
        <Stack gap="xs">
          <SegmentedControl
            size="xs"
            aria-label="Format"
            value={format}
            onChange={value => setFormat(value as FileFormat)}
            data={Object.entries(FORMATS).map(([value, label]) => ({ value, label }))}
          />
          <Text size="xs" c="dimmed">
            {format === 'csv'
              ? 'The columns that are shown. A text that a spreadsheet would run as a formula gets a ’ before it.'
              : 'A request per line, as the API says it.'}
          </Text>
          <Checkbox
            size="xs"
            label="With whole bodies"
            checked={bodies}
            disabled={format === 'csv'}
            onChange={event => setWhole(event.currentTarget.checked)}
          />
          <Text size="xs">
            {selected.length ? 'The chosen ones' : 'All that match'}
            {there === undefined ? '' : `: ${count(there)}`}, {count(most)} at most.
            {there !== undefined && there > most && ` The first ${count(most)} in this order.`}
          </Text>
          {exporting.isPending && (
            <Progress
              value={wanted ? (100 * done) / wanted : 0}
              aria-label={`${count(done)} of ${count(wanted)}`}
            />
          )}
          {exporting.isError && exporting.error.name !== 'AbortError' && (
            <Text size="xs" c="var(--mantine-color-error)" role="alert">
              {exporting.error.message}
            </Text>
          )}
          {exporting.isSuccess && (
            <Text size="xs" role="status">
              {count(exporting.data)} exported.
            </Text>
          )}
          <Group gap="xs">
            <Button
              size="xs"
              loading={exporting.isPending}
              disabled={there === 0}
              onClick={() =>
                exporting.mutate({ format, bodies, ids: selected.length ? selected : null })
              }
            >
              Save
            </Button>
            {exporting.isPending && (
              <Button size="xs" variant="default" onClick={stop}>
                Stop
              </Button>
            )}
          </Group>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
