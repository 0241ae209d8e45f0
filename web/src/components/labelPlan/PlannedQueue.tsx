import { Anchor, Button, Group, Text, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { keys } from '../../api/keys';
import { definitionsQuery } from '../../api/scores';
import { useCanScore } from '../../hooks/useCanScore';
import { count } from '../../lib/numbers';
import { shortTime } from '../../lib/times';
import { ErrorAlert } from '../states';
import { type LabelPlanBody, queuePlan } from './labelPlan';

const NO_SEARCH = { q: undefined, order: undefined, page: undefined };

/** Makes a queue of what was planned, and leads to it. Raters can only be asked for scores that are defined. */
export function PlannedQueue({ body, n }: { body: LabelPlanBody; n: number }) {
  const canScore = useCanScore();
  const definitions = useQuery(definitionsQuery).data;
  const [name, setName] = useState(() => `Labels of ${body.score} ${shortTime(new Date())}`);
  const client = useQueryClient();
  const creating = useMutation({
    mutationFn: () => queuePlan(body, name.trim()),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.queues.all }),
  });
  if (!canScore || !definitions) return null;
  if (!definitions.some(each => each.name === body.score))
    return (
      <Text size="sm">
        To make a queue of them, first{' '}
        <Anchor size="sm" renderRoot={props => <Link to="/scores" search={NO_SEARCH} {...props} />}>
          define {body.score}
        </Anchor>
        , so that raters know its values.
      </Text>
    );
  if (creating.data)
    return (
      <Text size="sm" role="status">
        {count(n)} requests are in the queue.{' '}
        <Anchor
          size="sm"
          renderRoot={props => (
            <Link to="/label/$queueId" params={{ queueId: creating.data }} {...props} />
          )}
        >
          Label them
        </Anchor>
      </Text>
    );
  return (
    <>
      <Group align="end" gap="sm">
        <TextInput
          flex={1}
          miw={220}
          label="Name of the queue"
          maxLength={200}
          value={name}
          onChange={event => setName(event.currentTarget.value)}
        />
        <Button
          onClick={() => creating.mutate()}
          loading={creating.isPending}
          disabled={!name.trim()}
        >
          Create queue
        </Button>
      </Group>
      {creating.error && <ErrorAlert error={creating.error} />}
    </>
  );
}
