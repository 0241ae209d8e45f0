/** What of a long text is worth the first screen. Pure. */

const LONG = 250; // characters
const LONG_LINES = 8;

export const isLong = (text: string) =>
  text.length > LONG || text.split('\n', LONG_LINES + 1).length > LONG_LINES;

/** "3,868 characters, 79 lines" needs both numbers. */
export const lineCount = (text: string) => text.split('\n').length;

export interface Section {
  text: string;
  isContext: boolean; // long, and not what was asked
}

/** A user's message as the question and the long context around it: the last paragraph, or the first one, is the question if
 * it is short. */
export function sections(text: string): Section[] {
  if (!isLong(text)) return [{ text, isContext: false }];
  const breaks = [...text.matchAll(/\n\s*\n/g)];
  const last = breaks.findLast(({ index }) => text.slice(index).trim());
  const first = breaks.find(({ index }) => text.slice(0, index).trim());
  const asked = (part: string): Section => ({ text: part, isContext: false });
  const around = (part: string): Section => ({ text: part, isContext: true });
  if (last && isQuestion(text.slice(last.index))) {
    return [around(text.slice(0, last.index)), asked(text.slice(last.index).trim())];
  }
  if (first && isQuestion(text.slice(0, first.index))) {
    return [asked(text.slice(0, first.index).trim()), around(text.slice(first.index).trim())];
  }
  return [around(text)];
}

const isQuestion = (part: string) => !isLong(part.trim());

/** JSON objects and arrays are shown as a tree; anything else is text. */
export function parseJson(text: string): object | null {
  const trimmed = text.trim();
  if (!/^[[{]/.test(trimmed) || !/[\]}]$/.test(trimmed)) return null;
  try {
    const value: unknown = JSON.parse(trimmed);
    return typeof value === 'object' ? value : null;
  } catch {
    return null;
  }
}

const TITLE = 90; // characters

/** The question in a line, for the title of the page. */
export function headline(text: string): string {
  const question = sections(text).find(({ isContext }) => !isContext)?.text ?? text;
  const line = question
    .replace(/^(question|frage|user|query)\s*:\s*/i, '')
    .replace(/\s+/g, ' ')
    .trim();
  return line.length > TITLE ? `${line.slice(0, TITLE - 1).trimEnd()}…` : line;
}
