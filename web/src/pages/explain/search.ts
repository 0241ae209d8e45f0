import { METRIC_NAMES } from '../../lib/metrics';
import { readOneOf } from '../../lib/searchParams';

/** This page's part of the URL, besides range, live and filter. */
export function explainSearch(raw: Record<string, unknown>) {
  return { metric: readOneOf(raw.metric, METRIC_NAMES) };
}
