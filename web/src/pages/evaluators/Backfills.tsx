import { Button, Progress, Table } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, unwrap } from '../../api/client';
import { keys } from '../../api/keys';
import { useIsDeleting } from '../../components/DeleteButton';
import { QueryState } from '../../components/QueryState';
import { Timestamp } from '../../components/Timestamp';
import { useCanScore } from '../../hooks/useCanScore';
import { cost, count } from '../../lib/numbers';
import { BackfillForm } from './BackfillForm';
import { type Backfill, backfillsQuery } from './queries';
import classes from './Evaluators.module.css';

/** Runs of an evaluator over logged calls, and the form to begin one. */
export function Backfills({ name }: { name: string }) {
  const backfills = useQuery({ ...backfillsQuery(name), enabled: !useIsDeleting(name) });
  const canScore = useCanScore();
  return (
    <>
      {canScore && <BackfillForm name={name} />}
      <QueryState query={backfills} what="the runs" rows={3}>
        {loaded =>
          loaded.length === 0 ? (
            <p className={classes.quiet}>It has not been run over logged calls.</p>
          ) : (
            <Table.ScrollContainer
              className="framed"
              type="native"
              minWidth={640}
              tabIndex={0}
              aria-label="Runs"
            >
              <Table>
                <Table.Thead>
                  <Table.Tr>
                    <Table.Th>Begun</Table.Th>
                    <Table.Th>State</Table.Th>
                    <Table.Th>Done</Table.Th>
                    <Table.Th className="numeric">Scored</Table.Th>
                    <Table.Th className="numeric">Skipped</Table.Th>
                    <Table.Th className="numeric">Failed</Table.Th>
                    <Table.Th className="numeric">Cost</Table.Th>
                    <Table.Th aria-label="Actions" />
                  </Table.Tr>
                </Table.Thead>
                <Table.Tbody>
                  {loaded.map(each => (
                    <BackfillRow key={each.id} backfill={each} canScore={canScore} />
                  ))}
                </Table.Tbody>
              </Table>
            </Table.ScrollContainer>
          )
        }
      </QueryState>
    </>
  );
}

function BackfillRow({ backfill, canScore }: { backfill: Backfill; canScore: boolean }) {
  const { id, evaluator: name, state, reason, total, done } = backfill;
  const client = useQueryClient();
  const ending = useMutation({
    mutationFn: () => {
      const params = { path: { name, backfill_id: String(id) } };
      return unwrap(api.DELETE('/v1/evaluators/{name}/backfills/{backfill_id}', { params }));
    },
    onSuccess: () => client.invalidateQueries({ queryKey: keys.backfills(name) }),
  });
  const isOpen = state === 'running' || state === 'paused';
  return (
    <Table.Tr>
      <Table.Td>
        <Timestamp at={backfill.created_at} />
      </Table.Td>
      <Table.Td className={classes.wrap}>
        {state}
        {reason && `: ${reason}`}
      </Table.Td>
      <Table.Td>
        {count(done)} of {count(total)}
        <Progress
          size="xs"
          value={total ? (100 * done) / total : 100}
          aria-label={`${done} of ${total} done`}
        />
      </Table.Td>
      <Table.Td className="numeric">{count(backfill.scored)}</Table.Td>
      <Table.Td className="numeric">{count(backfill.skipped)}</Table.Td>
      <Table.Td className="numeric">{count(backfill.failed)}</Table.Td>
      <Table.Td className="numeric">{cost(backfill.cost_usd)}</Table.Td>
      <Table.Td>
        {canScore && isOpen && (
          <Button variant="default" onClick={() => ending.mutate()}>
            End
          </Button>
        )}
      </Table.Td>
    </Table.Tr>
  );
}
