/** A label plan: which requests people should label next, as the API plans it, and how its figures are written. */

import { queryOptions } from '@tanstack/react-query';
import { api, unwrap } from '../../api/client';
import { keys } from '../../api/keys';
import type { components } from '../../api/schema';
import { count, decimal, percent } from '../../lib/numbers';

type Schemas = components['schemas'];

export type LabelPlan = Schemas['LabelPlanShape'];
export type LabelPlanBody = Schemas['LabelPlanBody'];
export type Stratum = Schemas['StratumShape'];

const postPlan = async (body: LabelPlanBody, signal?: AbortSignal): Promise<LabelPlan> =>
  (await unwrap(api.POST('/v1/label-plans', { body, signal }))).data;

export const labelPlanQuery = (body: LabelPlanBody) =>
  queryOptions({
    queryKey: keys.labelPlan(body),
    queryFn: ({ signal }) => postPlan(body, signal),
    placeholderData: previous => previous,
  });

/** Creates a queue of the planned requests, and returns its id. */
export async function queuePlan(body: LabelPlanBody, name: string): Promise<string> {
  const queue = { name, instructions: '', raters_per_item: 1 };
  return (await postPlan({ ...body, queue })).queue_id!;
}

/** "± 4%", "± 0.21": two digits, as it is only expected. */
export function halfWidthText(halfWidth: number, isShare: boolean): string {
  const figure = Number(halfWidth.toPrecision(2));
  return `± ${isShare ? percent(figure) : decimal(figure)}`;
}

/** What the judge said in a stratum: "true", "4", "2 to 3.5". */
export function valuesText({ low, high }: Stratum, isShare: boolean): string {
  if (low !== high) return `${decimal(low)} to ${decimal(high)}`;
  return isShare && (low === 0 || low === 1) ? String(low === 1) : decimal(low);
}

/** What the plan is based on, and where it falls short. */
export function basisText(plan: LabelPlan, wanted: number | null, isShare: boolean): string {
  const basis =
    plan.basis === 'labels'
      ? 'Where people and the judge differ more, more requests are chosen.'
      : 'There are too few labels to tell where the judge errs: label these, then plan again.';
  const cut = plan.is_cut
    ? ` The judge scored more requests; the plan is about the newest ${count(plan.n_judged)}.`
    : '';
  const short =
    wanted !== null && plan.half_width > wanted
      ? ` More labels are not to be had here, so the interval is wider than ${halfWidthText(wanted, isShare)}.`
      : '';
  return basis + cut + short;
}
