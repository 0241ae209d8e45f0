import { Button, Group, NativeSelect, Pagination, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { definitionsQuery, MAX_SCORE_NAMES } from '../../api/scores';
import { QueryState } from '../../components/QueryState';
import { useScoreNames } from '../../hooks/useNames';
import { FilterBar } from '../../components/FilterBar';
import { Page } from '../../components/Page';
import { DefinitionEditor } from '../../components/scores/DefinitionEditor';
import { EmptyState } from '../../components/states';
import { useCanScore } from '../../hooks/useCanScore';
import { listScores } from './scoreList';
import { ORDERS, type Order } from './search';
import { ScoreTable } from './ScoreTable';

/** All scores: how many, how good, how spread, and what they should be. */
export default function ScoresPage() {
  const { f, q, order = 'name', page = 1 } = useSearch({ from: '/scores' });
  const navigate = useNavigate({ from: '/scores' });
  const names = useScoreNames();
  const { data: definitions } = useQuery(definitionsQuery);
  const all = useMemo(
    () => listScores(names.data ?? [], definitions ?? [], q, order),
    [names.data, definitions, q, order],
  );
  const pages = Math.max(1, Math.ceil(all.length / MAX_SCORE_NAMES));
  const shown = Math.min(page, pages);
  const here = useMemo(
    () => all.slice((shown - 1) * MAX_SCORE_NAMES, shown * MAX_SCORE_NAMES).map(({ name }) => name),
    [all, shown],
  );
  return (
    <Page title="Scores" actions={<NewDefinitionButton />}>
      <FilterBar
        conditions={f}
        onChange={changed => void navigate({ search: before => ({ ...before, f: changed }) })}
      />
      <Group gap="xs" align="end">
        <TextInput
          size="xs"
          label="Name contains"
          value={q ?? ''}
          onChange={event => {
            const part = event.currentTarget.value || undefined;
            void navigate({
              search: before => ({ ...before, q: part, page: undefined }),
              replace: true,
            });
          }}
        />
        <NativeSelect
          size="xs"
          label="Order"
          value={order}
          onChange={event => {
            const chosen = event.currentTarget.value as Order;
            void navigate({ search: before => ({ ...before, order: chosen, page: undefined }) });
          }}
          data={Object.entries(ORDERS).map(([value, label]) => ({ value, label }))}
        />
      </Group>
      <QueryState query={names} what="the scores" rows={6}>
        {() =>
          here.length ? (
            <ScoreTable names={here} filter={f} />
          ) : q ? (
            <EmptyState title="No score is called so">Look for another part of a name.</EmptyState>
          ) : (
            <EmptyState title="No scores yet">
              Send some with POST /v1/scores, or rate a request on its page.
            </EmptyState>
          )
        }
      </QueryState>
      {pages > 1 && (
        <Pagination
          total={pages}
          value={shown}
          onChange={chosen =>
            void navigate({
              search: before => ({ ...before, page: chosen > 1 ? chosen : undefined }),
            })
          }
          getControlProps={control => ({ 'aria-label': `${control} page` })}
          getItemProps={number => ({ 'aria-label': `Page ${number}` })}
        />
      )}
    </Page>
  );
}

function NewDefinitionButton() {
  const mayChange = useCanScore();
  const [open, setOpen] = useState(false);
  if (!mayChange) return null;
  return (
    <>
      <Button size="xs" variant="default" onClick={() => setOpen(true)}>
        Define a score
      </Button>
      {open && <DefinitionEditor onClose={() => setOpen(false)} />}
    </>
  );
}
