import { useMutation } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { ListQuery, RequestRow } from '../../../api/requestList';
import { saveFile } from '../../../lib/saveFile';
import type { RequestColumn } from '../columns';
import { correctionsOf, datasetLines } from './dataset';
import { csvHead, csvLines, type ExportOptions, jsonLines, requestPages } from './exportFile';

const FILES = {
  csv: { type: 'text/csv', name: 'requests.csv' },
  jsonl: { type: 'application/x-ndjson', name: 'requests.jsonl' },
  dataset: { type: 'application/x-ndjson', name: 'dataset.jsonl' },
};

/** Loads requests page by page and saves them as a file. `done` counts the loaded rows. */
export function useExport(query: ListQuery, columns: RequestColumn[]) {
  const [done, setDone] = useState(0);
  const controller = useRef<AbortController>(null);
  const start = useMutation({
    mutationFn: async (options: ExportOptions) => {
      const { signal } = (controller.current = new AbortController());
      const isCsv = options.format === 'csv';
      const parts: Blob[] = isCsv ? [new Blob([csvHead(columns)])] : [];
      let rows = 0;
      setDone(0);
      for await (const page of requestPages(query, options, signal)) {
        // A blob per page, because browsers can move blobs to the disk.
        parts.push(new Blob([await linesOf(page, options, columns, signal)]));
        setDone((rows += page.length));
      }
      const { type, name } = FILES[options.format];
      saveFile(new Blob(parts, { type }), name);
      return rows;
    },
  });
  return { start, done, cancel: () => controller.current?.abort() };
}

async function linesOf(
  rows: RequestRow[],
  { format, bodies }: ExportOptions,
  columns: RequestColumn[],
  signal: AbortSignal,
): Promise<string> {
  if (format === 'csv') return csvLines(columns, rows);
  if (format === 'jsonl') return jsonLines(rows, bodies);
  return datasetLines(rows, await correctionsOf(rows, signal));
}
