/** Where in a statement the trouble is, as DuckDB's message tells it: "LINE 3: …". */

export function errorLine(message: string): number | null {
  const found = /^LINE (\d+):/m.exec(message);
  return found ? Number(found[1]) : null;
}

/** First and last place of a line, which is counted from 1; null: there is no such line. */
export function lineRange(text: string, line: number): [number, number] | null {
  const lines = text.split('\n');
  if (line < 1 || line > lines.length) return null;
  const start = lines.slice(0, line - 1).reduce((sum, each) => sum + each.length + 1, 0);
  return [start, start + lines[line - 1]!.length];
}
