import { Anchor } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { QueueItem } from '../../api/queues';
import { Conversation } from '../../components/conversation/Conversation';
import classes from './Label.module.css';

/** What is to be rated: the conversation, with what is long and what was said before folded. */
export function Exchange({ item }: { item: QueueItem }) {
  const { request } = item;
  if (!request) return <p>This request was deleted. Skip it.</p>;
  return (
    <div className={classes.exchange}>
      <Conversation request={request.request_body} response={request.response_body} formatted />
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
