import { queryOptions } from '@tanstack/react-query';
import { api, unwrap } from '../../api/client';
import { keys } from '../../api/keys';
import type { components } from '../../api/schema';

type Schemas = components['schemas'];

export type Experiment = Schemas['ExperimentRecord'];
export type NewExperiment = Schemas['ExperimentBody'];
export type Verdict = Schemas['ExperimentVerdict'];
export type ArmVerdict = Schemas['ArmVerdictShape'];
export type ScoreVerdict = Schemas['ScoreVerdictShape'];
export type GuardrailVerdict = Schemas['GuardrailVerdictShape'];
export type HealthCheck = Schemas['HealthCheckShape'];

const POLL_MS = 60_000; // verdicts move while calls come in

export const experimentsQuery = queryOptions({
  queryKey: keys.experiments(),
  queryFn: async ({ signal }): Promise<Experiment[]> =>
    (await unwrap(api.GET('/v1/experiments', { signal }))).data,
});

export const experimentQuery = (name: string) =>
  queryOptions({
    queryKey: keys.experiment(name),
    queryFn: async ({ signal }): Promise<Experiment> => {
      const params = { path: { name } };
      return (await unwrap(api.GET('/v1/experiments/{name}', { params, signal }))).data;
    },
  });

export const verdictQuery = (name: string) =>
  queryOptions({
    queryKey: keys.experimentVerdict(name),
    queryFn: async ({ signal }): Promise<Verdict> => {
      const params = { path: { name } };
      return (await unwrap(api.GET('/v1/experiments/{name}/verdict', { params, signal }))).data;
    },
    refetchInterval: POLL_MS,
  });
