/** Splits code into what is coloured: comments, texts, numbers and keywords of the languages that answers contain most. Pure.
 * One pass with one expression per family of languages: it is meant for reading, not for compiling. */

export interface CodeToken {
  kind: 'plain' | 'comment' | 'text' | 'number' | 'keyword';
  text: string;
}

const TEXTS =
  String.raw`"""[\s\S]*?"""|'''[\s\S]*?'''|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|` +
  '`(?:[^`\\\\]|\\\\.)*`';
const NUMBER = String.raw`\b\d[\d_]*(?:\.\d+)?(?:[eE][+-]?\d+)?\b`;
const WORD = String.raw`[\p{L}_$][\p{L}\p{N}_$]*`;
const COMMENTS = {
  hash: String.raw`#[^\n]*`,
  slash: String.raw`\/\/[^\n]*|\/\*[\s\S]*?\*\/`,
  sql: String.raw`--[^\n]*|\/\*[\s\S]*?\*\/`,
  markup: String.raw`<!--[\s\S]*?-->`,
  none: String.raw`(?!)`,
};
type Family = keyof typeof COMMENTS;

const FAMILIES: Record<string, Family> = {
  ...families(
    'hash',
    'python py bash sh shell zsh yaml yml toml ruby rb r dockerfile makefile ini',
  ),
  ...families(
    'slash',
    'javascript js jsx typescript ts tsx java kotlin c cpp csharp cs go rust rs swift php scala dart css scss',
  ),
  ...families('sql', 'sql lua haskell'),
  ...families('markup', 'html xml svg'),
  ...families('none', 'json jsonc jsonl'),
};

function families(family: Family, languages: string): Record<string, Family> {
  return Object.fromEntries(languages.split(' ').map(language => [language, family]));
}

const KEYWORDS = new Set(
  (
    'and as async await break case catch class const continue def default del do elif else enum except export extends false ' +
    'False finally fn for from func function global if impl implements import in interface is lambda let match mod mut new nil ' +
    'None not null or package pass private protected pub public raise return self static struct super switch this throw True ' +
    'true try type typeof undefined use var void while with yield ' +
    'select from where group by order having limit join left right inner outer on insert into values update set delete create ' +
    'table distinct union all with over partition between like count sum avg min max ' +
    'echo export fi then done esac'
  ).split(' '),
);
const SQL_IS_ANY_CASE: Family = 'sql';

export const isKnownLanguage = (language: string | undefined) =>
  language !== undefined && Object.hasOwn(FAMILIES, language.toLowerCase());

export function highlight(code: string, language: string | undefined): CodeToken[] {
  if (!isKnownLanguage(language)) return [{ kind: 'plain', text: code }];
  const family = FAMILIES[language!.toLowerCase()]!;
  const parts = `(${COMMENTS[family]})|(${TEXTS})|(${NUMBER})|(${WORD})`;
  const tokens: CodeToken[] = [];
  const add = (kind: CodeToken['kind'], text: string) => {
    const last = tokens.at(-1);
    if (kind === 'plain' && last?.kind === 'plain') last.text += text;
    else if (text) tokens.push({ kind, text });
  };
  let end = 0;
  for (const match of code.matchAll(new RegExp(parts, 'gu'))) {
    const [text, comment, quoted, number, word] = match;
    add('plain', code.slice(end, match.index));
    end = match.index + text.length;
    if (comment !== undefined) add('comment', text);
    else if (quoted !== undefined) add('text', text);
    else if (number !== undefined) add('number', text);
    else add(isKeyword(word!, family) ? 'keyword' : 'plain', text);
  }
  add('plain', code.slice(end));
  return tokens;
}

const isKeyword = (word: string, family: Family) =>
  KEYWORDS.has(family === SQL_IS_ANY_CASE ? word.toLowerCase() : word);
