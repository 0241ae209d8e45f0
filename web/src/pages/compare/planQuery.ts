import { queryOptions } from '@tanstack/react-query';
import { api, unwrap } from '../../api/client';
import { keys } from '../../api/keys';
import type { components } from '../../api/schema';
import { count, decimal, percent } from '../../lib/numbers';

export type Plan = components['schemas']['PlanShape'];
export type PlanBody = components['schemas']['PowerBody'];

export const planQuery = (body: PlanBody) =>
  queryOptions({
    queryKey: keys.plan(body),
    queryFn: async ({ signal }): Promise<Plan> =>
      (await unwrap(api.POST('/v1/power', { body, signal }))).data,
    placeholderData: previous => previous,
  });

/** How many of each group. */
export const sizeText = (size: Plan['size']) =>
  size ? `${count(size.first)} in each group` : 'no number is enough';

/** How long that takes, as the beginning of a hint. */
export function daysText(size: Plan['size']): string {
  if (!size || size.days === null) return '';
  return size.days < 1 ? 'within a day; ' : `about ${count(Math.ceil(size.days))} days; `;
}

/** What the plan is based on. */
export function assumedText({ assumed }: Plan): string {
  const {
    is_share: isShare,
    mean,
    sd,
    n_units: n,
    design_effect: effect,
    per_day: perDay,
  } = assumed;
  const spread = isShare
    ? `a share of ${percent(mean)}`
    : `a mean of ${decimal(mean)} and a standard deviation of ${decimal(sd)}`;
  const clusters = effect > 1.005 ? `, ${decimal(effect)} times as many because of clusters` : '';
  const volume = perDay === null ? '' : `, ${count(perDay)} per day`;
  return `From ${count(n)} scores: ${spread}${clusters}${volume}.`;
}
