/** Readers for URL search parameters. Whatever a person or an old link wrote becomes a value or undefined; nothing throws. */

export const readText = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== ''
    ? value
    : typeof value === 'number' || typeof value === 'boolean'
      ? String(value) // the router reads ?user=42 as a number
      : undefined;

export function readOneOf<T extends string>(value: unknown, known: readonly T[]): T | undefined {
  return known.find(each => each === value);
}

export const readFlag = (value: unknown): true | undefined =>
  value === true || value === 1 || value === 'true' ? true : undefined;

export function readTexts(value: unknown): string[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const texts = value.map(readText).filter(text => text !== undefined);
  return texts.length ? texts : undefined;
}

/** A positive whole number. 0 is the default, which the URL leaves out. */
export function readCount(value: unknown): number | undefined {
  const number = typeof value === 'string' ? Number(value) : value;
  return typeof number === 'number' && Number.isSafeInteger(number) && number > 0
    ? number
    : undefined;
}

const WIDTH = { min: 40, max: 1_200 };

/** The widths of columns in pixels, by their ids. */
export function readWidths(value: unknown): Record<string, number> | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const widths = Object.entries(value).filter(
    (entry): entry is [string, number] =>
      typeof entry[1] === 'number' && entry[1] >= WIDTH.min && entry[1] <= WIDTH.max,
  );
  return widths.length ? Object.fromEntries(widths) : undefined;
}
