import { useMutation } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { ListQuery } from '../../../api/requestList';
import type { RequestColumn } from '../columns';
import { csvHead, csvLines, jsonLines, requestPages, type ExportOptions } from './exportFile';

const MEDIA_TYPES = { csv: 'text/csv', jsonl: 'application/x-ndjson' };

/** Puts the file together page by page, and gives it to the browser to keep. */
export function useExport(question: ListQuery, columns: RequestColumn[]) {
  const [done, setDone] = useState(0);
  const stopping = useRef<AbortController>(null);
  const exporting = useMutation({
    mutationFn: async (wanted: ExportOptions) => {
      const stop = new AbortController();
      stopping.current = stop;
      const csv = wanted.format === 'csv';
      const parts: Blob[] = csv ? [new Blob([csvHead(columns)])] : [];
      let rows = 0;
      setDone(0);
      for await (const page of requestPages(question, wanted, stop.signal)) {
        // each page a blob of its own: a browser can put those on the disk
        parts.push(new Blob([csv ? csvLines(columns, page) : jsonLines(page, wanted.bodies)]));
        setDone((rows += page.length));
      }
      saveFile(new Blob(parts, { type: MEDIA_TYPES[wanted.format] }), `requests.${wanted.format}`);
      return rows;
    },
  });
  return { exporting, done, stop: () => stopping.current?.abort() };
}

function saveFile(file: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000); // the browser may still be reading it
}
