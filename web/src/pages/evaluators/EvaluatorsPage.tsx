import { Anchor, Button, Table, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { FirstStep } from '../../components/firstSteps';
import { Page } from '../../components/Page';
import { QueryState } from '../../components/QueryState';
import { EmptyState } from '../../components/states';
import { StatusLabel } from '../../components/StatusLabel';
import { useCanScore } from '../../hooks/useCanScore';
import { cost, count } from '../../lib/numbers';
import type { Kind } from './form/kinds';
import { KindCards, NewEvaluator } from './NewEvaluator';
import { type Evaluator, evaluatorsQuery } from './queries';
import { explain, STATES, TONES } from './words';
import classes from './Evaluators.module.css';

/** What scores calls by itself, and how it gets on. */
export default function EvaluatorsPage() {
  const { create } = useSearch({ from: '/evaluators' });
  const navigate = useNavigate();
  const evaluators = useQuery(evaluatorsQuery);
  const canScore = useCanScore();
  const open = (kind?: Kind | 'kind') =>
    void navigate({ to: '/evaluators', search: before => ({ ...before, create: kind }) });
  return (
    <Page
      title="Evaluators"
      actions={canScore && !create && <Button onClick={() => open('kind')}>New evaluator</Button>}
    >
      {create === 'kind' && <KindCards onChoose={open} />}
      {create && create !== 'kind' && (
        <NewEvaluator
          key={create}
          kind={create}
          onChange={() => open('kind')}
          onClose={() => open()}
        />
      )}
      <QueryState query={evaluators} what="the evaluators" rows={4}>
        {loaded =>
          loaded.length > 0 ? (
            <EvaluatorTable evaluators={loaded} />
          ) : (
            !create && (
              <>
                <EmptyState title="No evaluators yet">
                  An evaluator scores calls as soon as they are logged.
                  {canScore && ' Choose what scores:'}
                </EmptyState>
                {canScore && <KindCards onChoose={open} />}
                {canScore && (
                  <Text ta="center" c="dimmed">
                    Or create a check in the shell:
                    <FirstStep of="evaluators" />
                  </Text>
                )}
              </>
            )
          )
        }
      </QueryState>
    </Page>
  );
}

function EvaluatorTable({ evaluators }: { evaluators: Evaluator[] }) {
  return (
    <Table.ScrollContainer
      className="framed"
      type="native"
      minWidth={720}
      tabIndex={0}
      aria-label="Evaluators"
    >
      <Table highlightOnHover>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Name</Table.Th>
            <Table.Th>State</Table.Th>
            <Table.Th className="numeric">Seen</Table.Th>
            <Table.Th className="numeric">Scored</Table.Th>
            <Table.Th className="numeric">Skipped</Table.Th>
            <Table.Th className="numeric">Failed</Table.Th>
            <Table.Th className="numeric">Waiting</Table.Th>
            <Table.Th className="numeric">Spent today</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {evaluators.map(each => (
            <EvaluatorRow key={each.name} evaluator={each} />
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function EvaluatorRow({ evaluator }: { evaluator: Evaluator }) {
  const {
    name,
    kind,
    source,
    state,
    counts,
    spent_today: spent,
    other_nodes: otherNodes,
  } = evaluator;
  return (
    <Table.Tr>
      <Table.Td>
        <Anchor
          size="sm"
          renderRoot={props => <Link to="/evaluators/$name" params={{ name }} {...props} />}
        >
          {name}
        </Anchor>{' '}
        <span className={classes.quiet}>
          {kind}
          {source === 'settings' && ', of the settings'}
        </span>
      </Table.Td>
      <Table.Td title={explain(evaluator)}>
        <StatusLabel tone={TONES[state]}>{STATES[state]}</StatusLabel>
        {otherNodes.length > 0 && <div className={classes.quiet}>differs on other nodes</div>}
      </Table.Td>
      {(['seen', 'scored', 'skipped', 'failed', 'waiting'] as const).map(field => (
        <Table.Td key={field} className="numeric">
          {count(counts[field])}
        </Table.Td>
      ))}
      <Table.Td className="numeric">{cost(spent.usd)}</Table.Td>
    </Table.Tr>
  );
}
