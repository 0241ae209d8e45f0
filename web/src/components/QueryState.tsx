import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { ErrorAlert, Loading } from './states';

/** The answer of a query once it is there; until then its loading or error state. */
export function QueryState<T>({
  query,
  what,
  rows,
  children,
}: {
  query: UseQueryResult<T>;
  what: string;
  rows?: number;
  children: (data: T) => ReactNode;
}) {
  if (query.data !== undefined) {
    return (
      <>
        {query.isError && <ErrorAlert error={query.error} retry={() => void query.refetch()} />}
        {children(query.data)}
      </>
    );
  }
  if (query.isError) return <ErrorAlert error={query.error} retry={() => void query.refetch()} />;
  return <Loading what={what} rows={rows} />;
}
