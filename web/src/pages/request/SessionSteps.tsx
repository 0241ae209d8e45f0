import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { stepsQuery } from '../../api/steps';
import { Panel } from '../../components/Panel';
import { QueryState } from '../../components/QueryState';
import { StepSummary, StepTree } from '../../components/steps/StepTree';
import classes from './RequestFacts.module.css';

/** The session of a request as a tree of its steps, with this one marked. */
export function SessionSteps({ sessionId, requestId }: { sessionId: string; requestId: string }) {
  const steps = useQuery(stepsQuery(sessionId));
  return (
    <Panel
      title="Session"
      aside={
        <Link className={classes.link} to="/sessions/$sessionId" params={{ sessionId }}>
          Open
        </Link>
      }
    >
      <QueryState query={steps} what="the session" rows={4}>
        {({ data, truncated }) => (
          <>
            <StepTree steps={data} currentId={requestId} maxHeight="min(50vh, 560px)" />
            <StepSummary steps={data} truncated={truncated} />
          </>
        )}
      </QueryState>
    </Panel>
  );
}
