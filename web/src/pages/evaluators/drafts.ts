/** What a new evaluator begins with, and the text of a definition. Pure. */

import type { components } from '../../api/schema';
import type { Definition } from './form/definition';
import type { Kind } from './form/kinds';

type Template = components['schemas']['JudgeTemplate'];

export function draftOf(kind: Kind, template?: Template): Definition {
  const shared = { enabled: true, filter: 'all', sample_rate: 1 };
  if (kind === 'checks')
    return { name: 'format', ...shared, checks: [{ score: 'valid_json', type: 'valid_json' }] };
  if (kind === 'code')
    return { name: 'citations', ...shared, code: { function: 'citations:score' } };
  return {
    name: template?.name ?? 'judge',
    ...shared,
    budget: { usd_per_day: 1 },
    judge: {
      upstream: 'openai',
      model: 'gpt-4o-mini',
      scores: [template?.score ?? { name: 'quality', kind: 'integer', minimum: 1, maximum: 5 }],
      template: template?.template ?? 'Question: {{question}}\n\nAnswer: {{answer}}',
    },
  };
}

export type Parsed = { definition: Definition } | { error: string };

export function parseDefinition(text: string): Parsed {
  try {
    const body: unknown = JSON.parse(text);
    if (typeof body === 'object' && body !== null && !Array.isArray(body))
      return { definition: body as Definition };
    return { error: 'The definition must be a JSON object.' };
  } catch (error) {
    return { error: `This is not JSON: ${error instanceof Error ? error.message : String(error)}` };
  }
}
