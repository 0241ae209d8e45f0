import { Anchor } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { QueueItem } from '../../api/queues';
import { answerText, type ReadMessage, sentMessages } from './exchangeText';
import classes from './Label.module.css';

/** The question and the answer that are to be rated; what was said before is folded. */
export function Exchange({ item }: { item: QueueItem }) {
  const { request } = item;
  const sent = useMemo(() => sentMessages(request?.request_body), [request]);
  const answer = useMemo(() => answerText(request?.response_body), [request]);
  if (!request) return <p>This request was deleted. Skip it.</p>;
  const last = sent.findLastIndex(({ role }) => role === 'user');
  const question = sent[last]?.text ?? request.prompt_preview ?? '';
  const context = sent.filter((_, index) => index !== last);
  return (
    <div className={classes.exchange}>
      <Context messages={context} />
      <article className={classes.question} aria-label="Question">
        <h2>Question</h2>
        <div className={classes.text}>{question || 'The request has no text.'}</div>
      </article>
      <article className={classes.answer} aria-label="Answer">
        <h2>Answer</h2>
        <div className={classes.text}>
          {answer || request.answer_preview || 'The answer has no text.'}
        </div>
      </article>
      <div className={classes.source}>
        {request.model}
        <Anchor
          size="xs"
          renderRoot={props => (
            <Link to="/requests/$requestId" params={{ requestId: item.request_id }} {...props} />
          )}
        >
          Open the request, with what others said
        </Anchor>
      </div>
    </div>
  );
}

function Context({ messages }: { messages: ReadMessage[] }) {
  if (!messages.length) return null;
  const characters = messages.reduce((sum, { text }) => sum + text.length, 0);
  const what = messages.length === 1 ? '1 message' : `${messages.length} messages`;
  return (
    <details className={classes.context}>
      <summary>
        Context: {what}, {characters.toLocaleString()} characters
      </summary>
      {messages.map(({ role, text }, index) => (
        <div key={index}>
          <h3>{role}</h3>
          <div className={classes.text}>{text}</div>
        </div>
      ))}
    </details>
  );
}
