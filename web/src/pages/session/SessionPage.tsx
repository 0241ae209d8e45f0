import { Button, Group, SegmentedControl, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { type Step, stepsQuery } from '../../api/steps';
import { CopyButton } from '../../components/CopyButton';
import { Page } from '../../components/Page';
import { QueryState } from '../../components/QueryState';
import { EmptyState, Loading } from '../../components/states';
import { StepTree } from '../../components/steps/StepTree';
import { useRange } from '../../hooks/useRange';
import { detailsQuery, sessionCondition } from './queries';
import { VIEWS } from './search';
import { SessionConversation } from './SessionConversation';
import { SessionFacts } from './SessionFacts';
import classes from './SessionPage.module.css';
import { SessionScores } from './SessionScores';
import { Waterfall } from './Waterfall';

/** A whole session, regardless of the page's time range: its steps over time, as a tree, and as one conversation. */
export default function SessionPage() {
  const { sessionId: id } = useParams({ from: '/sessions/$sessionId' });
  const { live, key } = useRange();
  const rangeKey = live ? key : ''; // the session is loaded again only while "Live" is on
  const query = useQuery(stepsQuery(id, rangeKey));
  const details = useQuery(detailsQuery(id));
  return (
    <Page
      title={id}
      actions={
        <Group gap="xs">
          <CopyButton text={id} what="the session id" />
          <Button
            size="xs"
            variant="subtle"
            renderRoot={props => (
              <Link {...props} to="/requests" search={{ f: [sessionCondition(id)] }} />
            )}
          >
            Requests of this session
          </Button>
          <Button
            size="xs"
            variant="subtle"
            renderRoot={props => <Link {...props} to="/sessions" />}
          >
            All sessions
          </Button>
        </Group>
      }
    >
      <QueryState query={query} what="the session" rows={8}>
        {({ data: steps, truncated }) =>
          details.isPending ? (
            <Loading what="the session" rows={8} />
          ) : steps.length ? (
            <>
              <SessionFacts
                steps={steps}
                truncated={truncated}
                name={details.data?.session_name ?? null}
                users={details.data?.user_ids ?? []}
              />
              <div className={classes.columns}>
                <Views id={id} steps={steps} />
                <SessionScores key={id} id={id} rangeKey={rangeKey} />
              </div>
            </>
          ) : (
            <EmptyState title="No call belongs to this session">
              The session may have been deleted, or it has no calls yet.
            </EmptyState>
          )
        }
      </QueryState>
    </Page>
  );
}

function Views({ id, steps }: { id: string; steps: Step[] }) {
  const { as: view } = useSearch({ from: '/sessions/$sessionId' });
  const navigate = useNavigate({ from: '/sessions/$sessionId' });
  return (
    <Stack gap="sm" miw={0}>
      <Group>
        <SegmentedControl
          size="xs"
          aria-label="View"
          value={view ?? 'waterfall'}
          onChange={chosen =>
            void navigate({
              search: before => ({ ...before, as: VIEWS.find(each => each === chosen) }),
            })
          }
          data={[
            { value: 'waterfall', label: 'Waterfall' },
            { value: 'tree', label: 'Tree' },
            { value: 'conversation', label: 'Conversation' },
          ]}
        />
      </Group>
      {view === 'conversation' ? (
        <SessionConversation sessionId={id} />
      ) : view === 'tree' ? (
        <StepTree steps={steps} withAnswers maxHeight="70vh" />
      ) : (
        <Waterfall sessionId={id} steps={steps} />
      )}
    </Stack>
  );
}
