import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { api, unwrap } from '../../api/client';
import { keys } from '../../api/keys';
import { DeleteButton } from '../../components/DeleteButton';
import { ErrorAlert } from '../../components/states';
import type { Experiment } from './queries';

/** Ends an experiment, lets it go on, or deletes it. */
export function ExperimentActions({ experiment: { name, state } }: { experiment: Experiment }) {
  const client = useQueryClient();
  const navigate = useNavigate();
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
  return (
    <>
      {state !== 'planned' && (
        <Button variant="default" onClick={() => ending.mutate()} loading={ending.isPending}>
          {state === 'ended' ? 'Let it go on' : 'End it now'}
        </Button>
      )}
      <DeleteButton
        thing={name}
        confirm={`Yes, delete ${name}; its scores stay`}
        onDelete={() => unwrap(api.DELETE('/v1/experiments/{name}', { params }))}
        onDeleted={async () => {
          await navigate({ to: '/experiments' });
          await client.invalidateQueries({ queryKey: keys.experiments.all });
        }}
      />
      {ending.error && <ErrorAlert error={ending.error} />}
    </>
  );
}
