/** The answer of a call as text: what a correction begins with. Pure; never throws. */

type Json = Record<string, unknown>;

const asObject = (value: unknown): Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {};
const asList = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

/** The text of the answer; '' where there is none. */
export function answerText(body: unknown): string {
  const answer = asObject(body);
  const message = asObject(asObject(asList(answer.choices)[0]).message);
  const calls = asList(message.tool_calls).map(each => {
    const { name, arguments: given } = asObject(asObject(each).function);
    return `${String(name)}(${String(given)})`;
  });
  const text = textOf(
    message.content ??
      asObject(asList(answer.choices)[0]).text ??
      answer.content ??
      answer.output_text ??
      asList(answer.output),
  );
  return [text, ...calls].filter(Boolean).join('\n\n') || errorText(answer);
}

function errorText(answer: Json): string {
  const { message } = asObject(answer.error);
  return typeof message === 'string' ? `Error: ${message}` : '';
}

function textOf(content: unknown): string {
  if (typeof content === 'string') return content;
  if (Array.isArray(content)) return content.map(textOf).filter(Boolean).join('\n\n');
  const part = asObject(content);
  if (typeof part.text === 'string') return part.text;
  if (part.content !== undefined) return textOf(part.content);
  return typeof part.type === 'string' ? `[${part.type}]` : '';
}
