/** The form of a webhook: its fields, and what is sent. */

import { api, unwrap } from '../../api/client';
import { describeCondition } from '../../lib/filter';
import { fromFilterTree } from '../../lib/filterTree';
import type { Webhook } from '../../api/webhooks';
import { changeWebhook, type WebhookBody, type WebhookEvent } from './queries';

export type WebhookFormat = Webhook['format'];

export interface WebhookFields {
  format: WebhookFormat;
  destination: string;
  events: WebhookEvent[];
  filter: unknown; // as a tree
  share: number | string; // percent; '' while it is being typed
  propertyFilters: { key: string; value: string }[];
  includeData: boolean;
}

export const fieldsOf = (webhook: Webhook | undefined): WebhookFields => ({
  format: webhook?.format ?? 'json',
  destination: shownDestination(webhook),
  events: webhook?.events ?? ['request.logged'],
  filter: webhook?.filter ?? 'all',
  share: webhook?.config.sampleRate ?? 100,
  propertyFilters: webhook?.config.propertyFilters ?? [],
  includeData: webhook?.includeData ?? true,
});

/** Of an e-mail its addresses; of a chat nothing: the API never gives its address away. */
function shownDestination(webhook: Webhook | undefined): string {
  if (!webhook || webhook.format === 'slack') return '';
  return webhook.destination.replace(/^mailto:/, '');
}

export const ALERT_EVENTS: WebhookEvent[] = ['alert.fired', 'alert.resolved'];

const EVENT_WORDS: Record<WebhookEvent, string> = {
  'request.logged': 'a call has ended',
  'score.added': 'a score was added',
  'alert.fired': 'something needs a person',
  'alert.resolved': 'that is over',
};

/** What is sent, in a sentence. */
export function describeWebhook({ events, filter, config }: Webhook): string {
  const when = events.map(each => EVENT_WORDS[each]).join(', or ');
  const conditions = fromFilterTree(filter);
  const matching =
    conditions === null ? ['those of its filter'] : conditions.map(describeCondition);
  const properties = (config.propertyFilters ?? []).map(({ key, value }) => `${key} = ${value}`);
  const all = [...matching, ...properties].join(', ');
  const share = config.sampleRate ?? 100;
  const part = share < 100 ? ` It gets ${share} % of them.` : '';
  return `It is told when ${when}${all && `; only calls with ${all}`}.${part}`;
}

function destinationOf(format: WebhookFormat, written: string): string {
  const text = written.trim();
  return format === 'email' ? `mailto:${text.replace(/\s+/g, '')}` : text;
}

/** Creates the webhook, or changes it; whether it is enabled stays as it is. */
export async function saveWebhook(
  { share, propertyFilters, format, ...fields }: WebhookFields,
  webhook: Webhook | undefined,
): Promise<Webhook> {
  const body = {
    ...fields,
    filter: fields.filter as WebhookBody['filter'],
    destination: destinationOf(format, fields.destination),
    config: { sampleRate: Number(share), propertyFilters },
  };
  if (webhook) {
    const change = { ...body, destination: fields.destination.trim() ? body.destination : null };
    return (await changeWebhook(webhook.id, change)).data;
  }
  const created = { ...body, format, enabled: true };
  return (await unwrap(api.POST('/v1/webhooks', { body: created }))).data;
}
