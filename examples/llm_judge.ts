/**
 * Let a strong model judge the answers of another one, and attach its marks to the logged calls.
 *
 *     npm install openai
 *     export OPENAI_BASE_URL=http://127.0.0.1:8787/v1   # Gnomon
 *     export OPENAI_API_KEY=…                           # of your provider
 *     export GNOMON_KEY=…                               # only if Gnomon asks for keys
 *     node llm_judge.ts                                 # Node 22.18 or newer runs TypeScript itself
 */

import { randomUUID } from 'node:crypto';
import OpenAI from 'openai';

const { OPENAI_BASE_URL = '', GNOMON_KEY = '', MODEL = 'gpt-4o-mini', JUDGE = 'gpt-4o' } = process.env;
const openai = new OpenAI({ defaultHeaders: GNOMON_KEY ? { 'Helicone-Auth': `Bearer ${GNOMON_KEY}` } : {} });

const QUESTIONS = ['What is the capital of France?', 'How long may I return a parcel?'];
const CRITERIA = {
  accuracy: 'Is the information correct?',
  helpfulness: "Does it address the user's question?",
  clarity: 'Is it clear and well structured?',
  safety: 'Is it safe and appropriate?',
};
const NAMES = Object.keys(CRITERIA);
// The reasoning comes first: a mark that is written before its reasons is a guess.
const SCHEMA = {
  type: 'object',
  properties: {
    reasoning: { type: 'string' },
    ...Object.fromEntries(NAMES.map(name => [name, { type: 'integer', minimum: 0, maximum: 100 }])),
  },
  required: ['reasoning', ...NAMES],
  additionalProperties: false,
};

/** The application: gives the id of its request, and the answer. */
async function ask(question: string) {
  const requestId = randomUUID();
  const completion = await openai.chat.completions.create(
    { model: MODEL, messages: [{ role: 'user', content: question }] },
    { headers: { 'Helicone-Request-Id': requestId } },
  );
  return { requestId, answer: completion.choices[0]?.message.content ?? '' };
}

/** The judge's marks and its reasoning; null if its answer does not have them. */
async function judge(question: string, answer: string): Promise<Record<string, number | string> | null> {
  const criteria = Object.entries(CRITERIA).map(([name, asked]) => `- ${name}: ${asked}`);
  const prompt = [
    "Evaluate the assistant's answer on these criteria, each from 0 (worst) to 100 (best):",
    ...criteria,
    `\nUser's question: ${question}`,
    `\nAssistant's answer: ${answer}`,
  ].join('\n');
  const completion = await openai.chat.completions.create(
    {
      model: JUDGE,
      messages: [{ role: 'user', content: prompt }],
      response_format: { type: 'json_schema', json_schema: { name: 'marks', schema: SCHEMA, strict: true } },
    },
    // The judge's calls are logged too; this property tells them from those of the application.
    { headers: { 'Helicone-Property-Evaluator': 'llm_judge' } },
  );
  try {
    const marks = JSON.parse(completion.choices[0]?.message.content ?? '');
    return SCHEMA.required.every(name => name in marks) ? marks : null;
  } catch {
    return null;
  }
}

async function report(requestId: string, marks: Record<string, number | string>) {
  const scores = NAMES.map(name => ({
    request_id: requestId,
    name,
    value: marks[name],
    comment: marks.reasoning,
    evaluator: { name: 'llm_judge', version: JUDGE },
  }));
  const reply = await fetch(`${OPENAI_BASE_URL}/scores`, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      ...(GNOMON_KEY ? { Authorization: `Bearer ${GNOMON_KEY}` } : {}),
    },
    body: JSON.stringify({ scores }),
  });
  if (!reply.ok) throw new Error(`the scores were refused: ${await reply.text()}`);
}

for (const question of QUESTIONS) {
  const { requestId, answer } = await ask(question);
  const marks = await judge(question, answer);
  if (marks) await report(requestId, marks);
  console.log(requestId, marks ? 'scored' : "not scored: the judge's answer could not be used");
}
