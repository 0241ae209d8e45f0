import { Anchor, Button, Table } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { FirstStep } from '../../components/firstSteps';
import { Page } from '../../components/Page';
import { QueryState } from '../../components/QueryState';
import { EmptyState } from '../../components/states';
import { StatusLabel } from '../../components/StatusLabel';
import { Timestamp } from '../../components/Timestamp';
import { useCanScore } from '../../hooks/useCanScore';
import { METRICS } from '../../lib/metrics';
import { fieldsOf } from './comparison';
import { ExperimentForm } from './ExperimentForm';
import { type Experiment, experimentsQuery } from './queries';
import { PHASES } from './words';

/** What a link has for the form. */
const NOTHING = { a: undefined, b: undefined, f: undefined, scores: undefined };

/** Comparisons that were decided on before their scores were seen. */
export default function ExperimentsPage() {
  const search = useSearch({ from: '/experiments' });
  const { create } = search;
  const navigate = useNavigate();
  const experiments = useQuery(experimentsQuery);
  const canScore = useCanScore();
  const open = (isOpen: boolean) =>
    void navigate({
      to: '/experiments',
      search: before => ({ ...before, ...NOTHING, create: isOpen || undefined }),
    });
  return (
    <Page
      title="Experiments"
      actions={canScore && !create && <Button onClick={() => open(true)}>New experiment</Button>}
    >
      {create && canScore && (
        <ExperimentForm
          initial={fieldsOf(search)}
          onClose={() => open(false)}
          onSaved={name => void navigate({ to: '/experiments/$name', params: { name } })}
        />
      )}
      <QueryState query={experiments} what="the experiments" rows={4}>
        {loaded =>
          loaded.length > 0 ? (
            <ExperimentTable experiments={loaded} />
          ) : (
            !create && (
              <EmptyState title="No experiments yet">
                An experiment compares the values of a property, such as two prompts, while calls
                come in, and says when the difference is decided, however often you look.
                {canScore && (
                  <>
                    {' '}
                    Create one above, or in the shell:
                    <FirstStep of="experiments" />
                  </>
                )}
              </EmptyState>
            )
          )
        }
      </QueryState>
    </Page>
  );
}

const ExperimentTable = ({ experiments }: { experiments: Experiment[] }) => (
  <Table.ScrollContainer
    type="native"
    minWidth={320}
    className="framed fits"
    tabIndex={0}
    aria-label="Experiments"
  >
    <Table highlightOnHover>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>Experiment</Table.Th>
          <Table.Th>State</Table.Th>
          <Table.Th visibleFrom="sm" miw={150}>
            Arms
          </Table.Th>
          <Table.Th visibleFrom="sm">Judged by</Table.Th>
          <Table.Th visibleFrom="sm">Started</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {experiments.map(each => (
          <ExperimentRow key={each.name} experiment={each} />
        ))}
      </Table.Tbody>
    </Table>
  </Table.ScrollContainer>
);

function ExperimentRow({ experiment }: { experiment: Experiment }) {
  const { name, state, property, arms, scores, guardrails, start } = experiment;
  const values = arms.map(arm => arm.name).join(', ');
  const judges = [
    ...scores.map(score => (score.label === null ? score.name : `${score.name}: ${score.label}`)),
    ...guardrails.map(({ metric }) => METRICS[metric].title),
  ];
  return (
    <Table.Tr>
      <Table.Td style={{ overflowWrap: 'anywhere' }}>
        <Anchor
          size="sm"
          renderRoot={props => <Link to="/experiments/$name" params={{ name }} {...props} />}
        >
          {name}
        </Anchor>
      </Table.Td>
      <Table.Td>
        <StatusLabel tone={PHASES[state].tone}>{PHASES[state].label}</StatusLabel>
      </Table.Td>
      <Table.Td visibleFrom="sm" style={{ overflowWrap: 'anywhere' }}>
        {property === null ? values : `${property}: ${values}`}
      </Table.Td>
      <Table.Td visibleFrom="sm" style={{ overflowWrap: 'anywhere' }}>
        {judges.join(', ')}
      </Table.Td>
      <Table.Td visibleFrom="sm">
        <Timestamp at={start} />
      </Table.Td>
    </Table.Tr>
  );
}
