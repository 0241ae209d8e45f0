import { Group, Text } from '@mantine/core';
import { useMemo } from 'react';
import { Timestamp } from '../../components/Timestamp';
import { count, duration } from '../../lib/numbers';
import { EmptyState } from '../../components/states';
import { DataTable } from '../../components/table/DataTable';
import type { Column } from '../../components/table/columns';
import { cellText, columnText, isNumber, isTime, widthOf } from './cells';
import { DownloadButton } from './DownloadButton';
import { ResultCharts } from './ResultCharts';
import type { SqlResult, Cell } from './queries';

/** The rows of a result with a chart, the duration, and the age of the data. */
export function Result({ result, sql }: { result: SqlResult; sql: string }) {
  const { rows, truncated, took_ms, fresh_to } = result;
  const columns = useMemo(() => resultColumns(result), [result]);
  return (
    <>
      <Group justify="space-between">
        <Text size="sm" role="status">
          {truncated
            ? `The first ${count(rows.length)} rows; there are more`
            : countRows(rows.length)}{' '}
          · {duration(took_ms)} · data up to <Timestamp at={fresh_to} />
        </Text>
        <DownloadButton sql={sql} />
      </Group>
      {rows.length ? (
        <>
          <ResultCharts result={result} />
          <DataTable<Cell[]>
            label="Result"
            columns={columns}
            total={rows.length}
            row={index => rows[index]}
          />
        </>
      ) : (
        <EmptyState title="No rows">No row matches this statement.</EmptyState>
      )}
    </>
  );
}

const MEASURED_ROWS = 200; // for widths and decimals

const countRows = (rows: number) => `${count(rows)} ${rows === 1 ? 'row' : 'rows'}`;

function resultColumns({ columns, rows }: SqlResult): Column<Cell[]>[] {
  return columns.map(({ name, type }, index) => {
    const shown = columnText(
      rows.slice(0, MEASURED_ROWS).map(row => row[index]),
      type,
    );
    const texts = rows.slice(0, MEASURED_ROWS).map(row => shown(row[index]));
    const title = isTime(type) ? `${name} (UTC)` : name;
    return {
      id: `${index} ${name}`, // names may be repeated
      title,
      width: widthOf(title, texts),
      numeric: isNumber(type),
      cell: row => <span title={cellText(row[index], type)}>{shown(row[index])}</span>,
    };
  });
}
