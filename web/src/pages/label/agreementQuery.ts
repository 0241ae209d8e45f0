import { queryOptions } from '@tanstack/react-query';
import { api, unwrap } from '../../api/client';
import { keys } from '../../api/keys';
import type { components } from '../../api/schema';

type Schemas = components['schemas'];

export type Agreement = Schemas['AgreementShape'];
export type AgreementBody = Schemas['AgreementBody'];
export type RaterPair = Schemas['RaterPairShape'];
export type Judge = Schemas['JudgeShape'];
export type Coefficient = Schemas['CoefficientShape'];
export type Disagreement = Schemas['DisagreementShape'];

export const agreementQuery = (body: AgreementBody) =>
  queryOptions({
    queryKey: keys.agreement(body),
    queryFn: async ({ signal }): Promise<Agreement> =>
      (await unwrap(api.POST('/v1/scores/agreement', { body, signal }))).data,
    placeholderData: previous => previous,
  });

/** What a coefficient beyond chance is usually called (Krippendorff, 2019: 0.8 and 0.667). */
export function verdict(value: number | null): string {
  if (value === null) return 'cannot be computed';
  if (value >= 0.8) return 'is reliable';
  if (value >= 0.667) return 'is good enough for tentative conclusions';
  return value > 0.05 ? 'is too low to rely on' : 'is no better than chance';
}
