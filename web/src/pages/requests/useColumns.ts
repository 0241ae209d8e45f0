import { useMediaQuery } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { RequestRow } from '../../api/requestList';
import { definitionsQuery } from '../../api/scores';
import { usePropertyNames, useScoreNames } from '../../hooks/useNames';
import { allColumns, type RequestColumn } from './columns';
import { defaultColumnIds, type WindowSize } from './defaultColumns';
import { columnTerms, isByTime, searchTerms } from './listProps';
import type { RequestsSearch } from './listProps';
import { PAGE_ROWS } from './useRequestRows';

export interface ListColumns {
  all: RequestColumn[];
  shown: RequestColumn[]; // in their order, with their widths
  isPending: boolean; // which ones is not known yet
}

/** The columns of the list: those of the URL, else those that suit its first rows. */
export function useColumns(
  search: RequestsSearch,
  row: (index: number) => RequestRow | undefined,
  first = 0,
): ListColumns {
  const { data: scores, isPending: awaitsScores } = useScoreNames();
  const { data: properties, isPending: awaitsProperties } = usePropertyNames();
  const definitions = useQuery(definitionsQuery).data;
  const sample = useSample(row, first);
  const size = useWindowSize();
  const { f, text, sort, columns: chosen, widths } = search;
  const all = useMemo(
    () =>
      allColumns({
        scores: scores ?? [],
        properties: properties ?? [],
        definitions: definitions ?? [],
        terms: searchTerms({ f, text }),
        columnTerms: columnTerms({ f }),
        isByTime: isByTime({ sort }),
        isPhone: size === 'phone',
        sample,
      }),
    [scores, properties, definitions, f, text, sort, size, sample],
  );
  const shown = useMemo(() => {
    const ids = chosen ?? defaultColumnIds(all, sample, size);
    return ids
      .map(id => all.find(column => column.id === id))
      .filter(column => column !== undefined)
      .map(column => ({ ...column, width: widths?.[column.id] ?? column.width }));
  }, [all, chosen, widths, sample, size]);
  const awaits = awaitsScores || awaitsProperties || !sample.length;
  return { all, shown, isPending: awaits };
}

function useWindowSize(): WindowSize {
  const atOnce = { getInitialValueInEffect: false };
  const isPhone = useMediaQuery('(max-width: 40em)', false, atOnce);
  const isSmall = useMediaQuery('(max-width: 80em)', false, atOnce);
  const isLarge = useMediaQuery('(min-width: 100em)', false, atOnce);
  if (isPhone) return 'phone';
  return isSmall ? 'small' : isLarge ? 'large' : 'usual';
}

/** The first rows that were loaded. They stay the same while the list changes, so that its columns do not. */
function useSample(row: (index: number) => RequestRow | undefined, first: number): RequestRow[] {
  const [sample, setSample] = useState<RequestRow[]>([]);
  if (!sample.length) {
    const loaded = Array.from({ length: PAGE_ROWS }, (_, at) => row(first + at));
    const rows = loaded.filter(each => each !== undefined);
    if (rows.length) setSample(rows);
  }
  return sample;
}
