import { Anchor, Table } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { CopyButton } from '../../components/CopyButton';
import { Page } from '../../components/Page';
import { QueryState } from '../../components/QueryState';
import { EmptyState } from '../../components/states';
import { StatusLabel } from '../../components/StatusLabel';
import { Timestamp } from '../../components/Timestamp';
import { count } from '../../lib/numbers';
import { type Run, runsQuery } from './queries';
import { comparedBy, stateOf } from './words';
import classes from './replays.module.css';

const COMMAND =
  'gnomon replay --to openai/gpt-4.1-mini --judge openai/gpt-4.1 --calls 200 --budget 5';

/** Logged calls that were sent again to a candidate, and whether its answers are worse. */
export default function ReplaysPage() {
  const runs = useQuery(runsQuery);
  return (
    <Page title="Replay">
      <QueryState query={runs} what="the runs" rows={4}>
        {loaded =>
          loaded.length > 0 ? (
            <RunTable runs={loaded} />
          ) : (
            <EmptyState title="No runs yet">
              Is another model or prompt worse? Send logged calls again, and compare the answers:
              <span className={classes.step}>
                <code>{COMMAND}</code>
                <CopyButton text={COMMAND} what="the command" />
              </span>
            </EmptyState>
          )
        }
      </QueryState>
    </Page>
  );
}

function RunTable({ runs }: { runs: Run[] }) {
  return (
    <Table.ScrollContainer
      className="framed"
      type="native"
      minWidth={640}
      tabIndex={0}
      aria-label="Runs"
    >
      <Table highlightOnHover>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Name</Table.Th>
            <Table.Th>The candidate is</Table.Th>
            <Table.Th>Candidate</Table.Th>
            <Table.Th className="numeric">Calls</Table.Th>
            <Table.Th>Begun</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {runs.map(run => (
            <RunRow key={run.name} run={run} />
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function RunRow({ run }: { run: Run }) {
  const { name, definition, planned, created_at: createdAt, reason } = run;
  const [words, tone] = stateOf(run);
  return (
    <Table.Tr>
      <Table.Td className={classes.wrap}>
        <Anchor
          size="sm"
          renderRoot={props => <Link to="/replays/$name" params={{ name }} {...props} />}
        >
          {name}
        </Anchor>
      </Table.Td>
      <Table.Td title={reason ?? undefined}>
        <StatusLabel tone={tone}>{words}</StatusLabel>
      </Table.Td>
      <Table.Td className={classes.wrap}>
        {definition.candidate.model}
        {definition.prompt_sha256 && ', another prompt'}{' '}
        <span className={classes.quiet}>{comparedBy(definition)}</span>
      </Table.Td>
      <Table.Td className="numeric">{count(planned)}</Table.Td>
      <Table.Td>
        <Timestamp at={createdAt} />
      </Table.Td>
    </Table.Tr>
  );
}
