/** The position of an error in a statement, from DuckDB's message "LINE 3: …". */

export function errorLine(message: string): number | null {
  const match = /^LINE (\d+):/m.exec(message);
  return match ? Number(match[1]) : null;
}

/** The start and end of a line in the text. Lines are counted from 1; null: there is no such line. */
export function lineRange(text: string, line: number): [number, number] | null {
  const lines = text.split('\n');
  if (line < 1 || line > lines.length) return null;
  const start = lines.slice(0, line - 1).reduce((sum, each) => sum + each.length + 1, 0);
  return [start, start + lines[line - 1]!.length];
}
