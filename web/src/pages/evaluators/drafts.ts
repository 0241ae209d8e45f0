/** What a new evaluator begins with, and the text of a definition. Pure. */

import type { components } from '../../api/schema';

type Template = components['schemas']['JudgeTemplate'];

export const KINDS = { judge: 'judge', checks: 'checks', code: 'function' } as const;

export function draftOf(kind: 'judge' | 'checks' | 'code', template?: Template): object {
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

/** The definition without the prompt of its judge, which is written in a field of its own; null: it has no judge. */
export function withoutPrompt(definition: object): { rest: object; prompt: string | null } {
  const { judge, ...others } = definition as { judge?: { template?: string } | null };
  if (!judge) return { rest: definition, prompt: null };
  const { template, ...ofJudge } = judge;
  return { rest: { ...others, judge: ofJudge }, prompt: template ?? '' };
}

/** The prompt put back. */
export function withPrompt(body: Record<string, unknown>, prompt: string | null) {
  const { judge } = body;
  if (prompt === null || typeof judge !== 'object' || judge === null) return body;
  return { ...body, judge: { ...judge, template: prompt } };
}

export type Parsed = { body: Record<string, unknown> } | { error: string };

export function parseDefinition(text: string): Parsed {
  try {
    const body: unknown = JSON.parse(text);
    if (typeof body === 'object' && body !== null && !Array.isArray(body))
      return { body: body as Record<string, unknown> };
    return { error: 'The definition must be a JSON object.' };
  } catch (error) {
    return { error: `This is not JSON: ${error instanceof Error ? error.message : String(error)}` };
  }
}
