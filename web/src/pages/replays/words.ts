import type { Run, Verdict } from './queries';

type Tone = 'good' | 'bad' | 'unsure' | 'neutral';

export const VERDICTS: Record<Verdict['state'], [words: string, tone: Tone]> = {
  better: ['better', 'good'],
  not_worse: ['not worse', 'good'],
  worse: ['worse', 'bad'],
  not_enough: ['not enough to decide', 'unsure'],
};

/** The word for a run in the list: its verdict once it has ended. */
export function stateOf({ verdict, state }: Run): [words: string, tone: Tone] {
  if (state === 'running') return ['running', 'neutral'];
  return verdict ? VERDICTS[verdict] : [state, 'neutral'];
}

/** "by gpt-4.1, in both orders", "by the score accuracy" */
export const comparedBy = ({ judge, score }: Run['definition']) =>
  judge ? `by ${judge.model}, in both orders` : `by the score ${score}`;

const CLEAR: Record<string, string> = {
  other_api: 'their API has the model in the path, or is not known',
  no_body: 'their body is not stored whole',
  encoded: 'their body is compressed',
  not_json: 'their body is no JSON object',
  no_model: 'their body names no model',
  no_messages: 'there is no place for the system prompt',
  no_system_prompt: 'their API has no system prompt',
  no_text: 'the original has no answer to compare with',
  empty_answer: "the candidate's answer is empty",
  no_score: "the candidate's answer got no score",
  too_long: 'they are too long for the judge',
  judge_unreachable: 'the judge did not answer',
  bad_answer: 'the judge gave no answer of the wanted form',
  judge_refused: 'the judge refused',
};

/** Why calls have no pair, in words. */
export const why = (reason: string) => CLEAR[reason] ?? reason.replaceAll('_', ' ');
