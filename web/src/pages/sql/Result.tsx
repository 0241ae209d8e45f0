import { Group, Text } from '@mantine/core';
import { useMemo } from 'react';
import { Moment } from '../../components/Timestamp';
import { count, duration } from '../../lib/numbers';
import { Empty } from '../../components/states';
import { DataTable } from '../../components/table/DataTable';
import type { Column } from '../../components/table/columns';
import { cellText, isNumber, widthOf } from './cells';
import { Download } from './DownloadButton';
import { Drawn } from './ResultChart';
import type { Answer, Cell } from './queries';

/** The rows of an answer, a picture of them, and what is to be known about them. */
export function Result({ answer, sql }: { answer: Answer; sql: string }) {
  const { rows, truncated, took_ms, fresh_to } = answer;
  const columns = useMemo(() => columnsOf(answer), [answer]);
  return (
    <>
      <Group justify="space-between">
        <Text size="sm" role="status">
          {truncated ? `The first ${count(rows.length)} rows; there are more` : words(rows.length)}{' '}
          · {duration(took_ms)} · calls up to <Moment at={fresh_to} />
        </Text>
        <Download sql={sql} />
      </Group>
      {rows.length ? (
        <>
          <Drawn answer={answer} />
          <DataTable<Cell[]>
            label="Result"
            columns={columns}
            total={rows.length}
            row={index => rows[index]}
          />
        </>
      ) : (
        <Empty title="No rows">Nothing is as this asks.</Empty>
      )}
    </>
  );
}

const LOOKED_AT = 50; // rows, for the widths

const words = (rows: number) => `${count(rows)} ${rows === 1 ? 'row' : 'rows'}`;

function columnsOf({ columns, rows }: Answer): Column<Cell[]>[] {
  return columns.map(({ name, type }, index) => {
    const text = (row: Cell[]) => cellText(row[index], type);
    const isMoment = type.startsWith('TIMESTAMP') && !type.endsWith('[]');
    return {
      id: `${index} ${name}`, // a name may come twice
      title: name,
      width: isMoment ? 190 : widthOf(name, rows.slice(0, LOOKED_AT).map(text)),
      numeric: isNumber(type),
      cell: row =>
        isMoment && row[index] !== null ? (
          <Moment at={text(row)} />
        ) : (
          <span title={text(row)}>{text(row)}</span>
        ),
    };
  });
}
