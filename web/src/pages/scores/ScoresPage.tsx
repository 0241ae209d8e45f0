import { Button, Group, NativeSelect, Pagination, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { definitionsQuery, MAX_SCORE_NAMES } from '../../api/scores';
import { QueryState } from '../../components/QueryState';
import { useScoreUnit } from '../../hooks/useScoreUnit';
import { FilterBar } from '../../components/FilterBar';
import { Page } from '../../components/Page';
import { UnitSelect } from '../../components/scores/UnitSelect';
import { DefinitionEditor } from '../../components/scores/DefinitionEditor';
import { NoScores } from '../../components/firstSteps';
import { EmptyState } from '../../components/states';
import { useCanScore } from '../../hooks/useCanScore';
import { definedFor, listScores } from './scoreList';
import { ORDERS, type Order } from './search';
import { ScoreTable } from './ScoreTable';

/** All scores with their numbers, trends, distributions and definitions. */
export default function ScoresPage() {
  const { f, q } = useSearch({ from: '/scores' });
  const navigate = useNavigate({ from: '/scores' });
  const { query, names, page, pageCount, unit, units } = useScoreList();
  return (
    <Page title="Scores" views="scores" actions={<NewDefinitionButton />}>
      <FilterBar
        conditions={f}
        onChange={changed => void navigate({ search: before => ({ ...before, f: changed }) })}
      />
      <Group gap="md" align="end">
        <ListControls />
        <UnitSelect unit={unit} units={units} />
      </Group>
      <QueryState query={query} what="the scores" rows={6}>
        {() =>
          names.length ? (
            <ScoreTable names={names} filter={f} unit={unit} />
          ) : q ? (
            <EmptyState title="No matching score">No name contains this text.</EmptyState>
          ) : (
            <NoScores />
          )
        }
      </QueryState>
      {pageCount > 1 && (
        <Pagination
          total={pageCount}
          value={page}
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

/** The names on the current page of the list. */
function useScoreList() {
  const { q, order = 'name', page: wanted = 1 } = useSearch({ from: '/scores' });
  const { query, names: known, unit, units } = useScoreUnit();
  const { data: definitions } = useQuery(definitionsQuery);
  const all = useMemo(
    () => listScores(known, definedFor(unit, query.data ?? [], definitions ?? []), q, order),
    [known, unit, query.data, definitions, q, order],
  );
  const pageCount = Math.max(1, Math.ceil(all.length / MAX_SCORE_NAMES));
  const page = Math.min(wanted, pageCount);
  const names = useMemo(
    () => all.slice((page - 1) * MAX_SCORE_NAMES, page * MAX_SCORE_NAMES).map(({ name }) => name),
    [all, page],
  );
  return { query, names, page, pageCount, unit, units };
}

/** Narrows the list by name and sorts it. */
function ListControls() {
  const { q = '', order = 'name' } = useSearch({ from: '/scores' });
  const navigate = useNavigate({ from: '/scores' });
  return (
    <Group gap="xs" align="end">
      <TextInput
        size="xs"
        label="Name contains"
        value={q}
        onChange={event => {
          const text = event.currentTarget.value || undefined;
          void navigate({
            search: before => ({ ...before, q: text, page: undefined }),
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
  );
}

function NewDefinitionButton() {
  const canDefine = useCanScore();
  const [open, setOpen] = useState(false);
  if (!canDefine) return null;
  return (
    <>
      <Button size="xs" variant="default" onClick={() => setOpen(true)}>
        Define a score
      </Button>
      {open && <DefinitionEditor onClose={() => setOpen(false)} />}
    </>
  );
}
