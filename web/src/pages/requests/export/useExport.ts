import { useMutation } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { ListQuery } from '../../../api/requestList';
import { saveFile } from '../../../lib/saveFile';
import type { RequestColumn } from '../columns';
import { csvHead, csvLines, type ExportOptions, jsonLines, requestPages } from './exportFile';

const MEDIA_TYPES = { csv: 'text/csv', jsonl: 'application/x-ndjson' };

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
        parts.push(new Blob([isCsv ? csvLines(columns, page) : jsonLines(page, options.bodies)]));
        setDone((rows += page.length));
      }
      const file = new Blob(parts, { type: MEDIA_TYPES[options.format] });
      saveFile(file, `requests.${options.format}`);
      return rows;
    },
  });
  return { start, done, cancel: () => controller.current?.abort() };
}
