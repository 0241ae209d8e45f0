import { Button, Text, Title } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { demoQuery, fillDemo, removeDemo } from '../../api/demo';
import { keys } from '../../api/keys';
import { DEMO, isDemo, leaveRemovedDemo, openNewDemo, openProject } from '../../api/project';
import { CopyButton } from '../../components/CopyButton';
import { ErrorAlert } from '../../components/states';
import { useCanScore } from '../../hooks/useCanScore';
import { count } from '../../lib/numbers';
import classes from './connect.module.css';

/** Fills, opens and removes the demo project. */
export function DemoCard() {
  const { data: calls } = useQuery(demoQuery);
  const client = useQueryClient();
  const canWrite = useCanScore();
  const filling = useMutation({ mutationFn: fillDemo, onSuccess: openNewDemo });
  const removing = useMutation({
    mutationFn: removeDemo,
    onSuccess: () => {
      if (isDemo()) leaveRemovedDemo();
      else void client.invalidateQueries({ queryKey: keys.demo.all });
    },
  });
  const error = filling.error ?? removing.error;
  return (
    <section className={classes.card} aria-label="Demo project">
      <Title order={2} className={classes.title}>
        Look at every page with made-up data
      </Title>
      <Text size="sm" c="dimmed" maw={720}>
        The demo project has thirty days of a support team’s traffic: two versions of a prompt, one
        of them better, a fault in one language, agents with tools, errors, and scores of judges,
        people and users. It is apart from your own calls. On the command line:{' '}
        <code className={classes.inline}>gnomon demo</code>
        <CopyButton text="gnomon demo" what="the command for the demo" />
      </Text>
      <div className={classes.buttons}>
        {calls ? (
          <>
            <Button variant="default" onClick={() => openProject(DEMO)}>
              Open the demo ({count(calls)} calls)
            </Button>
            {canWrite && (
              <Button
                variant="subtle"
                color="red"
                loading={removing.isPending}
                onClick={() => removing.mutate()}
              >
                Remove the demo
              </Button>
            )}
          </>
        ) : (
          <Button
            variant="default"
            disabled={!canWrite || calls === undefined}
            loading={filling.isPending}
            onClick={() => filling.mutate()}
          >
            Fill the demo project
          </Button>
        )}
      </div>
      {error && <ErrorAlert error={error} />}
    </section>
  );
}
