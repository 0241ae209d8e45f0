/** The definition of an evaluator as a form sees it: values by path, and the API's errors by the field they are about. Pure.
 * A path is written as in the API's errors: judge.scores[0].name. */

export type Definition = Record<string, unknown>;

const partsOf = (path: string): (string | number)[] =>
  path.split(/[.[]/).map(part => (part.endsWith(']') ? Number(part.slice(0, -1)) : part));

const isObject = (value: unknown): value is Record<string | number, unknown> =>
  typeof value === 'object' && value !== null;

export function valueAt(definition: Definition, path: string): unknown {
  let value: unknown = definition;
  for (const part of partsOf(path)) value = isObject(value) ? value[part] : undefined;
  return value;
}

/** A copy with another value there; undefined takes it out, of a list, too. */
export function withValue(definition: Definition, path: string, value: unknown): Definition {
  return changed(definition, partsOf(path), value) as Definition;
}

function changed(target: unknown, [part, ...rest]: (string | number)[], value: unknown): unknown {
  if (part === undefined) return value;
  if (typeof part === 'number') {
    const list = Array.isArray(target) ? [...(target as unknown[])] : [];
    if (value === undefined && !rest.length) return list.filter((_, index) => index !== part);
    list[part] = changed(list[part], rest, value);
    return list;
  }
  const { [part]: before, ...others } = isObject(target) ? target : {};
  const put = changed(before, rest, value);
  return put === undefined ? others : { ...others, [part]: put };
}

/** The fields of the form. */
const FIELDS = [
  /^(name|description|enabled|target|quiet_s|filter|sample_rate|checks)$/,
  /^budget\.(usd|calls)_per_(day|hour)$/,
  /^code\.(function|time_limit_s|memory_limit_mb)$/,
  /^judge\.(upstream|model|template|scores|system|api|answer_format|path|reference|parameters)$/,
  /^judge\.(max_answer_tokens|max_input_characters|time_limit_s|concurrency)$/,
  /^judge\.scores\[\d+\](\.(name|kind|minimum|maximum|labels|description))?$/,
  /^checks\[\d+\](\.(score|type|pattern|texts|json_schema|minimum|maximum|languages|tools|reasons))?$/,
];
const isField = (path: string) => FIELDS.some(each => each.test(path));

export interface PlacedErrors {
  at: Record<string, string>; // by path
  others: string[]; // about what the form does not show
}

/** Each error of a 422 at its field. Errors of an object name its field in quotes: "'labels' are required". */
export function placeErrors(details: Record<string, { message: string }>): PlacedErrors {
  const placed: PlacedErrors = { at: {}, others: [] };
  for (const [sent, { message }] of Object.entries(details)) {
    const path = sent.replace(/^requestBody(\.evaluator)?\.?/, '');
    const field = fieldOf(path, message);
    if (field === undefined) placed.others.push(path ? `${path}: ${message}` : message);
    else placed.at[field] = message;
  }
  return placed;
}

/** An error within a list, such as that of one label, is shown at the list. */
function fieldOf(path: string, message: string): string | undefined {
  const named = [...message.matchAll(/'(\w+)'/g)].map(([, name]) =>
    path ? `${path}.${name}` : name!,
  );
  const outer = path.replace(/(\.\w+|\[\d+\])$/, '');
  return [...named, path, outer].find(isField);
}
