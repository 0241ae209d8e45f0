/** The cells of the list. Made of plain elements: with dozens of rows in view, richer ones make scrolling slow. */

import type { components } from '../../api/schema';
import type { RequestRow } from '../../api/requestList';
import { MarkedText } from '../../components/MarkedText';
import { withoutDate } from '../../lib/modelName';
import { hasHit } from '../../lib/textHits';
import { fixed, UNKNOWN } from '../../lib/numbers';
import classes from './cells.module.css';
import type { CellValue } from './cellValues';
import { withoutMarks } from '../../lib/withoutMarks';

/** In a preview, between a question and the rest of its template. */
const BEFORE_REST = ' … ';

type Definition = components['schemas']['Definition'];

export function Unknown() {
  return <span className={classes.unknown}>{UNKNOWN}</span>;
}

/** The HTTP status; where that says nothing of a failure, the outcome in words. */
export function StatusCell({ row }: { row: RequestRow }) {
  const { outcome, response_status: status } = row;
  const words = outcome?.replace('answer_', '').replaceAll('_', ' ');
  const isBad = (status ?? 0) >= 400 || (outcome !== 'ok' && outcome !== 'client_closed');
  const tone = outcome === null ? 'flight' : isBad ? 'bad' : 'good';
  const text = outcome === null ? 'in flight' : isBad && (status ?? 0) < 400 ? words : status;
  return (
    <span
      className={classes.status}
      data-tone={tone}
      title={`${status ?? ''} ${words ?? ''}`.trim()}
    >
      <span className={classes.dot} />
      {text ?? words}
    </span>
  );
}

export function ModelCell({
  model,
  terms = [],
}: {
  model: string | null;
  terms?: readonly string[];
}) {
  if (model === null) return <Unknown />;
  return (
    <span className={classes.second} title={model}>
      <MarkedText text={withoutDate(model)} terms={terms} />
    </span>
  );
}

export function PromptCell({ row, terms }: { row: RequestRow; terms: readonly string[] }) {
  if (!row.prompt_preview) return <Unknown />;
  const text = withoutMarks(row.prompt_preview, terms);
  const [question, ...rest] = text.split(BEFORE_REST);
  if (!question || !rest.length) return <MarkedText text={text} terms={terms} />;
  const context = rest.join(BEFORE_REST);
  const isOnlyInContext = !hasHit(question, terms) && hasHit(context, terms);
  return (
    <span title={text}>
      {!isOnlyInContext && <MarkedText text={question} terms={terms} />}
      <span className={isOnlyInContext ? classes.second : classes.context}>
        <MarkedText
          text={isOnlyInContext ? `${BEFORE_REST.trim()}${context}` : context}
          terms={terms}
        />
      </span>
    </span>
  );
}

/** The answer. Of a failed call, why it failed says more than what came of the answer. */
export function AnswerCell({
  row,
  terms,
  typeTerms = [],
}: {
  row: RequestRow;
  terms: readonly string[];
  typeTerms?: readonly string[]; // of the type of an error
}) {
  const { error, error_type: type, answer_preview: answer } = row;
  if (error !== null) {
    return (
      <span className={classes.second}>
        {type !== null && (
          <span className={classes.error}>
            <MarkedText text={type} terms={typeTerms} />
          </span>
        )}
        <MarkedText text={withoutType(error, type)} terms={terms} />
      </span>
    );
  }
  if (!answer) return <Unknown />;
  return (
    <span className={classes.second}>
      <MarkedText text={withoutMarks(answer, terms)} terms={terms} />
    </span>
  );
}

/** The message of an error without its type, which stands before it. */
const withoutType = (error: string, type: string | null) =>
  type !== null && error.startsWith(`${type}: `) ? error.slice(type.length + 2) : error;

/** A score, in red where its definition says that it does not pass. */
export function ScoreCell({
  value,
  digits,
  definition,
}: {
  value: CellValue;
  digits: number; // decimals of numbers
  definition: Definition | undefined;
}) {
  if (value === null || value === undefined) return <Unknown />;
  const isFailing = fails(value, definition);
  const text = typeof value === 'number' ? fixed(value, digits) : String(value);
  return (
    <span
      className={isFailing ? classes.failing : undefined}
      title={isFailing ? `${String(value)}: does not pass` : String(value)}
    >
      {text}
    </span>
  );
}

function fails(value: CellValue, definition: Definition | undefined): boolean {
  if (typeof value === 'boolean') return !value === (definition?.direction !== 'lower');
  const threshold = definition?.pass_threshold;
  if (typeof value !== 'number' || typeof threshold !== 'number') return false;
  return definition?.direction === 'lower' ? value > threshold : value < threshold;
}
