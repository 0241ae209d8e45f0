/** What a condition of a filter can be about, and how it can compare. The names are those in the URL. */

type Kind = 'text' | 'number' | 'boolean' | 'score';

interface FieldSpec {
  label: string;
  group: 'Call' | 'Answer' | 'Tokens and cost' | 'Who' | 'Scores';
  kind: Kind;
  column: string; // of the API
  /** What the condition's name is: that of a property, a score or an evaluator. */
  named?: 'property' | 'score' | 'evaluator';
  anyColumn?: string; // the API's column for a condition without a name; undefined: a name is required
}

const field = (
  group: FieldSpec['group'],
  label: string,
  column: string,
  kind: Kind = 'text',
  more: Pick<FieldSpec, 'named' | 'anyColumn'> = {},
): FieldSpec => ({ label, group, kind, column, ...more });

export const FIELDS = {
  model: field('Call', 'Model', 'model'),
  prompt: field('Call', 'Prompt', 'request_body'),
  property: field('Call', 'Property', 'properties', 'text', { named: 'property' }),
  prompt_id: field('Call', 'Prompt id', 'prompt_id'),
  prompt_fingerprint: field('Call', 'Prompt fingerprint', 'prompt_fingerprint'),
  path: field('Call', 'Path', 'path'),
  upstream: field('Call', 'Upstream', 'upstream'),
  trace: field('Call', 'Trace id', 'trace_id'),
  answer: field('Answer', 'Answer', 'response_body'),
  status: field('Answer', 'Status', 'status', 'number'),
  failed: field('Answer', 'Failed', 'is_error', 'boolean'),
  outcome: field('Answer', 'Outcome', 'outcome'),
  finish_reason: field('Answer', 'Finish reason', 'finish_reason'),
  error: field('Answer', 'Error', 'error'),
  error_type: field('Answer', 'Error type', 'error_type'),
  latency: field('Answer', 'Latency (ms)', 'latency', 'number'),
  ttft: field('Answer', 'First token (ms)', 'time_to_first_token', 'number'),
  tokens: field('Tokens and cost', 'Tokens', 'total_tokens', 'number'),
  prompt_tokens: field('Tokens and cost', 'Prompt tokens', 'prompt_tokens', 'number'),
  completion_tokens: field('Tokens and cost', 'Completion tokens', 'completion_tokens', 'number'),
  cached_tokens: field('Tokens and cost', 'Cached tokens', 'prompt_cache_read_tokens', 'number'),
  reasoning_tokens: field('Tokens and cost', 'Reasoning tokens', 'reasoning_tokens', 'number'),
  cost: field('Tokens and cost', 'Cost (USD)', 'cost', 'number'),
  cost_source: field('Tokens and cost', 'Cost source', 'cost_source'),
  user: field('Who', 'User', 'user_id'),
  session: field('Who', 'Session', 'session_id'),
  session_name: field('Who', 'Session name', 'session_name'),
  score: field('Scores', 'Score', 'scores', 'score', { named: 'score' }),
  rater: field('Scores', 'Rater', 'score_authors', 'text', {
    named: 'score',
    anyColumn: 'score_author',
  }),
  comment: field('Scores', 'Comment', 'score_comments', 'text', {
    named: 'score',
    anyColumn: 'score_comment',
  }),
  evaluator: field('Scores', 'Evaluator', 'score_evaluators', 'text', {
    named: 'score',
    anyColumn: 'score_evaluator',
  }),
  evaluator_version: field('Scores', 'Version of evaluator', 'evaluator_versions', 'text', {
    named: 'evaluator',
  }),
} as const satisfies Record<string, FieldSpec>;

export type Field = keyof typeof FIELDS;

export const specOf = (field: Field): FieldSpec => FIELDS[field];

/** Operators by their names in the URL: the sign on the screen and the operator of the API. */
export const OPERATORS = {
  is: { sign: '=', api: 'equals' },
  not: { sign: '≠', api: 'not-equals' },
  has: { sign: 'contains', api: 'contains' },
  lacks: { sign: 'does not contain', api: 'not-contains' },
  gt: { sign: '>', api: 'gt' },
  gte: { sign: '≥', api: 'gte' },
  lt: { sign: '<', api: 'lt' },
  lte: { sign: '≤', api: 'lte' },
  any: { sign: 'exists', api: 'not-equals' },
  none: { sign: 'is missing', api: 'equals' },
} as const;

export type Operator = keyof typeof OPERATORS;

const OPERATORS_OF_KIND: Record<Kind, Operator[]> = {
  text: ['is', 'not', 'has', 'lacks', 'any', 'none'],
  number: ['is', 'not', 'gt', 'gte', 'lt', 'lte', 'any', 'none'],
  boolean: ['is'],
  score: ['lt', 'is', 'gt', 'not', 'lte', 'gte', 'any', 'none'],
};

export const operatorsOf = (field: Field): Operator[] => OPERATORS_OF_KIND[FIELDS[field].kind];

/** Whether something exists or is missing: such a condition has no value. */
export const isAboutPresence = (op: Operator) => op === 'any' || op === 'none';
