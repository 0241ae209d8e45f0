const LEAST = 24; // characters: a shorter common beginning is not worth leaving out

/** Texts without the beginning that all of them share, such as the rules of a prompt. Pure. */
export function differingParts(texts: readonly string[]): string[] {
  const [first, ...others] = texts;
  if (first === undefined || !others.length) return [...texts];
  let shared = others.reduce((length, text) => commonLength(first, text, length), first.length);
  while (shared > 0 && !/\s/.test(first[shared - 1]!)) shared--; // whole words
  if (shared < LEAST) return [...texts];
  return texts.map(text => (text.length > shared ? `… ${text.slice(shared)}` : text));
}

function commonLength(one: string, other: string, most: number): number {
  let length = 0;
  while (length < most && length < other.length && one[length] === other[length]) length++;
  return length;
}
