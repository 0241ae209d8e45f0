import { Button, Checkbox, Group, Popover, SegmentedControl, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import type { ListQuery } from '../../../api/requestList';
import { count } from '../../../lib/numbers';
import type { RequestColumn } from '../columns';
import { exportedColumns, type FileFormat, FORMATS, maxRows } from './exportFile';
import { ExportStatus } from './ExportStatus';
import { useExport } from './useExport';

const FORMAT_OPTIONS = Object.entries(FORMATS).map(([value, label]) => ({ value, label }));
const HINTS: Record<FileFormat, string> = {
  csv: 'The visible columns and all scores. Texts that a spreadsheet would run as a formula are prefixed with an apostrophe.',
  jsonl: 'One request per line, in the format of the API.',
  dataset:
    'JSONL for evaluations: input, output, the corrected answer where there is one, and scores.',
};

/** Exports the selected requests, or all matching ones, to a file. */
export function ExportMenu({
  query,
  columns,
  shown,
  selected,
  total,
}: {
  query: ListQuery;
  columns: RequestColumn[];
  shown: RequestColumn[];
  selected: string[];
  total: number | undefined; // of the matching requests; undefined: not known
}) {
  const [format, setFormat] = useState<FileFormat>('jsonl');
  const [includeBodies, setIncludeBodies] = useState(false);
  const { start, done, cancel } = useExport(query, exportedColumns(shown, columns));
  const bodies = format === 'dataset' || (includeBodies && format === 'jsonl');
  const max = maxRows(bodies);
  const available = selected.length || total;
  return (
    <Popover position="bottom-end" trapFocus>
      <Popover.Target>
        <Button size="xs" variant="default">
          {selected.length ? `Export ${count(selected.length)} selected` : 'Export'}
        </Button>
      </Popover.Target>
      <Popover.Dropdown maw={320}>
        <Stack gap="xs">
          <SegmentedControl
            size="xs"
            aria-label="Format"
            value={format}
            onChange={value => setFormat(value as FileFormat)}
            data={FORMAT_OPTIONS}
          />
          <Text size="xs" c="dimmed">
            {HINTS[format]}
          </Text>
          <Checkbox
            size="xs"
            label="Include bodies"
            checked={bodies}
            disabled={format !== 'jsonl'}
            onChange={event => setIncludeBodies(event.currentTarget.checked)}
          />
          <Text size="xs">{describeRows(selected.length > 0, available, max)}</Text>
          <ExportStatus start={start} done={done} expected={Math.min(available ?? max, max)} />
          <Group gap="xs">
            <Button
              size="xs"
              loading={start.isPending}
              disabled={available === 0}
              onClick={() =>
                start.mutate({ format, bodies, ids: selected.length ? selected : null })
              }
            >
              Download
            </Button>
            {start.isPending && (
              <Button size="xs" variant="default" onClick={cancel}>
                Cancel
              </Button>
            )}
          </Group>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}

function describeRows(isSelection: boolean, available: number | undefined, max: number): string {
  const which = isSelection ? 'Selected requests' : 'All matching requests';
  if (available === undefined) return `${which}, up to ${count(max)}.`;
  if (available <= max) return `${which}: ${count(available)}.`;
  return `${which}: ${count(available)}. Only the first ${count(max)} are exported.`;
}
