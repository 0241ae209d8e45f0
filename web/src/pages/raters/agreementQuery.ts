import { queryOptions } from '@tanstack/react-query';
import { api, unwrap } from '../../api/client';
import { keys } from '../../api/keys';
import type { components } from '../../api/schema';

type Schemas = components['schemas'];

export type Agreement = Schemas['AgreementShape'];
export type AgreementBody = Schemas['AgreementBody'];
export type RaterPair = Schemas['RaterPairShape'];
export type Judge = Schemas['JudgeShape'];
export type Rater = Schemas['RaterShape'];
export type Coefficient = Schemas['CoefficientShape'];
export type Disagreement = Schemas['DisagreementShape'];

export const agreementQuery = (body: AgreementBody) =>
  queryOptions({
    queryKey: keys.agreement(body),
    queryFn: async ({ signal }): Promise<Agreement> =>
      (await unwrap(api.POST('/v1/scores/agreement', { body, signal }))).data,
    placeholderData: previous => previous,
  });

/** How a rater is called: versions of an evaluator are hashes, of which the beginning is enough. */
export function nameOf(rater: string, raters: readonly Rater[]): string {
  const version = raters.find(each => each.rater === rater)?.version;
  if (version === null || version === undefined) return rater || 'unnamed';
  return version ? `version ${version.slice(0, 8)}` : 'no version';
}

const MANY = 30; // requests; raters who always agree have no interval, and show it with so many

/** What a coefficient beyond chance allows (Krippendorff, 2019: 0.8 and 0.667), as far as its interval is certain. */
export function verdict({ value, interval: { low, high }, n_units: n }: Coefficient): string {
  if (value === null) return 'cannot be computed';
  if (low === null || high === null)
    return value >= 0.8 && n >= MANY ? 'is reliable' : 'rests on too few ratings to rely on';
  if (low >= 0.8) return 'is reliable';
  if (low >= 0.667) return 'is good enough for tentative conclusions';
  if (high < 0.667) return low > 0 ? 'is too low to rely on' : 'may be no better than chance';
  return 'is not certain yet: more ratings are needed';
}
