/** The kinds of evaluators and of checks, in words, with examples. */

export type Kind = 'judge' | 'checks' | 'code';

export const KINDS: Record<Kind, { label: string; sentence: string; example: string }> = {
  judge: {
    label: 'Judge',
    sentence: 'A model reads each call and scores it by your prompt. Its calls cost money.',
    example: 'From 1 to 5, is the answer supported by the context?',
  },
  checks: {
    label: 'Checks',
    sentence: 'Rules look at the answer, each giving true or false. No model, no code, no cost.',
    example: 'The answer is valid JSON; it has at most 200 words.',
  },
  code: {
    label: 'Function',
    sentence:
      'A Python function of yours, in the folder evaluation.code_dir of the server, returns scores.',
    example: 'citations:score counts the sources that an answer names.',
  },
};

export type Parameter =
  | 'pattern'
  | 'texts'
  | 'ignore_case'
  | 'json_schema'
  | 'minimum'
  | 'maximum'
  | 'unit'
  | 'languages'
  | 'tools'
  | 'reasons'
  | 'code_block';

interface CheckType {
  label: string;
  example: string; // a score that it is used for
  parameters: Parameter[];
  amount?: string; // what minimum and maximum are of
}

export const CHECK_TYPES: Record<string, CheckType> = {
  valid_json: { label: 'is valid JSON', example: 'valid_json', parameters: ['code_block'] },
  json_schema: {
    label: 'matches a JSON schema',
    example: 'has_all_fields',
    parameters: ['json_schema', 'code_block'],
  },
  regex: {
    label: 'matches a regular expression',
    example: 'has_order_number',
    parameters: ['pattern', 'ignore_case'],
  },
  contains: {
    label: 'contains one of several texts',
    example: 'says_as_an_ai',
    parameters: ['texts', 'ignore_case'],
  },
  length: {
    label: 'has a length within limits',
    example: 'short',
    parameters: ['minimum', 'maximum', 'unit'],
    amount: '',
  },
  refusal: { label: 'is a refusal', example: 'refused', parameters: [] },
  language: {
    label: 'is in one of several languages',
    example: 'in_german',
    parameters: ['languages'],
  },
  latency: {
    label: 'came within a time',
    example: 'fast',
    parameters: ['minimum', 'maximum'],
    amount: ', in ms',
  },
  cost: {
    label: 'cost an amount within limits',
    example: 'cheap',
    parameters: ['minimum', 'maximum'],
    amount: ', in USD',
  },
  tool_called: { label: 'calls a tool', example: 'looked_up', parameters: ['tools'] },
  finish_reason: {
    label: 'ended for one of several reasons',
    example: 'complete',
    parameters: ['reasons'],
  },
  valid_python: { label: 'is valid Python', example: 'valid_python', parameters: ['code_block'] },
  valid_sql: { label: 'is valid SQL', example: 'valid_sql', parameters: ['code_block'] },
};
