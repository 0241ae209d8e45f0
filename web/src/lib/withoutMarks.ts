/** Text with Markdown as a list shows it in a line: without the marks. Pure. */

import { hitRanges } from './textHits';

// Not part of a word: 2**10 and *args stay as they are.
const STRONG = /(?<![\p{L}\p{N}*\\])\*\*(?=\S)(.+?)(?<=\S)\*\*(?![\p{L}\p{N}*])/gu;
const EMPHASIS = /(?<![\p{L}\p{N}*\\])\*(?=[^\s*])([^*]+?)(?<=\S)\*(?![\p{L}\p{N}*])/gu;
const CODE = /(?<!`)`([^`\n]+)`(?!`)/g;
const LINK = /(?<!!)\[([^\][]+)\]\(https?:[^\s()]+\)/g;
const CUT = /(?<![\p{L}\p{N}*\\])\*\*(?=\S)([^*]*)$/u; // a preview may end within the bold words
const HEADING = /^#{1,6} +/gm;

/** The marks of bold, emphasis, code, links and headings are taken out, unless what a search hit is in them. */
export function withoutMarks(text: string, terms: readonly string[] = []): string {
  const plain = text
    .replace(HEADING, '')
    .replace(CODE, '$1')
    .replace(LINK, '$1')
    .replace(STRONG, '$1')
    .replace(EMPHASIS, '$1')
    .replace(CUT, '$1');
  return hitRanges(plain, terms).length < hitRanges(text, terms).length ? text : plain;
}
