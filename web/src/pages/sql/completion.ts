/** What may come next in a statement: tables, their columns, functions and keywords that begin as the word at the cursor. */

/** The functions that people look for; all that are allowed are in docs/api.md. */
const FUNCTIONS = [
  ...['avg', 'count', 'max', 'median', 'min', 'mode', 'quantile_cont', 'stddev', 'sum'],
  ...['approx_count_distinct', 'arg_max', 'arg_min', 'bool_and', 'bool_or', 'corr', 'histogram'],
  ...['date_diff', 'date_part', 'date_trunc', 'epoch_ms', 'strftime', 'time_bucket'],
  ...['coalesce', 'greatest', 'ifnull', 'least', 'nullif', 'round', 'abs', 'floor', 'ceil', 'ln'],
  ...['concat', 'contains', 'length', 'lower', 'regexp_extract', 'regexp_matches', 'replace'],
  ...['split_part', 'starts_with', 'substr', 'trim', 'upper', 'lag', 'lead', 'rank', 'row_number'],
].map(name => `${name}(`);

const KEYWORDS = [
  ...['SELECT', 'FROM', 'WHERE', 'GROUP BY', 'ORDER BY', 'HAVING', 'LIMIT', 'JOIN', 'LEFT JOIN'],
  ...['DISTINCT', 'BETWEEN', 'IS NOT NULL', 'CASE WHEN', 'FILTER (WHERE', 'OVER (PARTITION BY'],
];

export interface Names {
  table: string;
  columns: { name: string; type: string }[];
}

export interface Completion {
  text: string; // takes the place of the word
  kind: string; // table, function, keyword, or the type of a column
}

const MAX_COMPLETIONS = 8;

/** The word that ends at the cursor, and what it may become. Nothing within texts, comments and finished words. */
export function completionsAt(
  sql: string,
  cursor: number,
  tables: readonly Names[],
): { word: string; options: Completion[] } {
  const before = sql.slice(0, cursor);
  const word = /[a-z_:][a-z0-9_]*$/i.exec(before)?.[0] ?? '';
  const nothing = { word, options: [] };
  if (!word || isQuoted(before) || /[a-z0-9_]/i.test(sql[cursor] ?? '')) return nothing;
  const isShort = word.length < 2 && !before.slice(0, -word.length).endsWith('.');
  if (isShort && word !== ':') return nothing;
  const known = allOf(sql, tables).filter(({ text }) => begins(text, word) && text !== word);
  const options = [...new Map(known.map(each => [each.text, each])).values()];
  return { word, options: options.slice(0, MAX_COMPLETIONS) };
}

const begins = (text: string, word: string) => text.toLowerCase().startsWith(word.toLowerCase());

/** Columns of the tables that the statement names come first. */
function allOf(sql: string, tables: readonly Names[]): Completion[] {
  const named = (table: string) => new RegExp(`\\b${table}\\b`, 'i').test(sql);
  const columns = tables
    .toSorted((a, b) => Number(named(b.table)) - Number(named(a.table)))
    .flatMap(({ columns: of }) =>
      of.map(({ name, type }) => ({ text: name, kind: type.toLowerCase() })),
    );
  const as = (kind: string) => (text: string) => ({ text, kind });
  return [
    ...columns,
    ...tables.map(({ table }) => as('table')(table)),
    ...[':start', ':end'].map(as('time range')),
    ...FUNCTIONS.map(as('function')),
    ...KEYWORDS.map(as('keyword')),
  ];
}

/** Whether the end of a text lies within quotes or a comment. */
function isQuoted(text: string): boolean {
  const rest = text.replace(/'[^']*'|"[^"]*"|--[^\n]*\n|\/\*[\s\S]*?\*\//g, '');
  return /['"]|--|\/\*/.test(rest);
}
