import { Group, Text } from '@mantine/core';
import { useMemo } from 'react';
import { Timestamp } from '../../components/Timestamp';
import { count, duration } from '../../lib/numbers';
import { EmptyState } from '../../components/states';
import { DataTable } from '../../components/table/DataTable';
import type { Column } from '../../components/table/columns';
import { cellText, isNumber, widthOf } from './cells';
import { DownloadButton } from './DownloadButton';
import { ResultChart } from './ResultChart';
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
          <ResultChart result={result} />
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

const MEASURED_ROWS = 50; // for the column widths

const countRows = (rows: number) => `${count(rows)} ${rows === 1 ? 'row' : 'rows'}`;

function resultColumns({ columns, rows }: SqlResult): Column<Cell[]>[] {
  return columns.map(({ name, type }, index) => {
    const text = (row: Cell[]) => cellText(row[index], type);
    const isTimestamp = type.startsWith('TIMESTAMP') && !type.endsWith('[]');
    return {
      id: `${index} ${name}`, // names may be repeated
      title: name,
      width: isTimestamp ? 190 : widthOf(name, rows.slice(0, MEASURED_ROWS).map(text)),
      numeric: isNumber(type),
      cell: row =>
        isTimestamp && row[index] !== null ? (
          <Timestamp at={text(row)} />
        ) : (
          <span title={text(row)}>{text(row)}</span>
        ),
    };
  });
}
