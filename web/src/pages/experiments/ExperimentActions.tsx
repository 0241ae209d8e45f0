import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { api, unwrap } from '../../api/client';
import { keys } from '../../api/keys';
import { ErrorAlert } from '../../components/states';
import type { Experiment } from './queries';

/** Ends an experiment, lets it go on, or deletes it. */
export function ExperimentActions({ experiment: { name, state } }: { experiment: Experiment }) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const [isConfirming, setIsConfirming] = useState(false);
  const params = { path: { name } };
  const ending = useMutation({
    mutationFn: () => {
      const end = state === 'ended' ? null : new Date().toISOString();
      return unwrap(api.PATCH('/v1/experiments/{name}', { params, body: { end } }));
    },
    onSuccess: () =>
      Promise.all(
        [keys.experiments.all, keys.experiment(name), keys.experimentVerdict(name)].map(queryKey =>
          client.invalidateQueries({ queryKey }),
        ),
      ),
  });
  const deleting = useMutation({
    mutationFn: () => unwrap(api.DELETE('/v1/experiments/{name}', { params })),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: keys.experiments.all });
      void navigate({ to: '/experiments' });
    },
  });
  const failed = ending.error ?? deleting.error;
  return (
    <>
      {state !== 'planned' && (
        <Button variant="default" onClick={() => ending.mutate()} loading={ending.isPending}>
          {state === 'ended' ? 'Let it go on' : 'End it now'}
        </Button>
      )}
      <Button
        variant={isConfirming ? 'filled' : 'subtle'}
        color="red"
        onClick={() => (isConfirming ? deleting.mutate() : setIsConfirming(true))}
        onBlur={() => setIsConfirming(false)}
      >
        {isConfirming ? `Yes, delete ${name}; its scores stay` : 'Delete'}
      </Button>
      {failed && <ErrorAlert error={failed} />}
    </>
  );
}
