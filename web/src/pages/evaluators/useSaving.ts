import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, unwrap } from '../../api/client';
import { keys } from '../../api/keys';
import type { EvaluatorBody } from './queries';

export function useSaving(onSaved: (name: string) => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: EvaluatorBody) => unwrap(api.POST('/v1/evaluators', { body })),
    onSuccess: async ({ data }) => {
      await client.invalidateQueries({ queryKey: keys.evaluators.all });
      await client.invalidateQueries({ queryKey: keys.evaluator(data.name) });
      await client.invalidateQueries({ queryKey: keys.evaluatorVersions(data.name) });
      onSaved(data.name);
    },
  });
}

export type Saving = ReturnType<typeof useSaving>;

/** Runs a draft on the newest calls that match it. */
export function usePreviewing() {
  return useMutation({
    mutationFn: async ({ evaluator, last }: { evaluator: EvaluatorBody; last: number }) => {
      const body = { evaluator, last, ids: [] };
      return (await unwrap(api.POST('/v1/evaluators/preview', { body }))).data;
    },
  });
}

export type Previewing = ReturnType<typeof usePreviewing>;
