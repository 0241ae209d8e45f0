import { textHits } from '../lib/textHits';

/** A text with the hits of a search marked. Made of plain elements for tables. */
export function MarkedText({ text, terms }: { text: string; terms: readonly string[] }) {
  if (!terms.length) return <span title={text}>{text}</span>;
  return (
    <span title={text}>
      {textHits(text, terms).map((part, at) =>
        part.isHit ? <mark key={at}>{part.text}</mark> : part.text,
      )}
    </span>
  );
}
