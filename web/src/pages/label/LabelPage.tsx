import { Anchor, Button, Group, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { type Queue, queueQuery } from '../../api/queues';
import { definitionsQuery } from '../../api/scores';
import { Page } from '../../components/Page';
import { QueryState } from '../../components/QueryState';
import { useCanScore } from '../../hooks/useCanScore';
import { useRater } from '../../hooks/useRater';
import classes from './Label.module.css';
import { ItemList } from './ItemList';
import { Workbench } from './Workbench';

/** Rating the requests of a queue one after the other, by keys. */
export default function LabelPage() {
  const { queueId } = useParams({ from: '/label/$queueId' });
  const queue = useQuery(queueQuery(queueId));
  const definitions = useQuery(definitionsQuery);
  const { items } = useSearch({ from: '/label/$queueId' });
  const { rater, setInput } = useRater();
  return (
    <Page
      title={queue.data?.name ?? 'Queue'}
      actions={
        <Group gap="sm">
          {rater && !items && (
            <span className={classes.rater}>
              Rating as {rater} <Rename rater={rater} onRename={setInput} />
            </span>
          )}
          {queue.data && <Links queue={queue.data} isItems={Boolean(items)} />}
        </Group>
      }
    >
      <QueryState query={queue} what="the queue" rows={8}>
        {loaded => (
          <QueryState query={definitions} what="the scores" rows={8}>
            {known =>
              items ? (
                <ItemList queue={loaded} />
              ) : rater ? (
                <Workbench key={rater} queue={loaded} definitions={known} rater={rater} />
              ) : (
                <AskName onName={setInput} />
              )
            }
          </QueryState>
        )}
      </QueryState>
    </Page>
  );
}

function Links({ queue, isItems }: { queue: Queue; isItems: boolean }) {
  const params = { queueId: queue.id };
  const search = isItems ? {} : ({ items: true } as const);
  return (
    <>
      <Anchor
        size="sm"
        renderRoot={props => (
          <Link to="/label/$queueId" params={params} search={search} {...props} />
        )}
      >
        {isItems ? 'Label' : 'All its requests'}
      </Anchor>
      <AgreementLink queue={queue} />
    </>
  );
}

function AgreementLink({ queue }: { queue: Queue }) {
  return (
    <Anchor
      size="sm"
      renderRoot={props => (
        <Link to="/raters" search={{ queue: queue.id, score: queue.scores[0] }} {...props} />
      )}
    >
      Agreement
    </Anchor>
  );
}

function Rename({ rater, onRename }: { rater: string; onRename: (name: string) => void }) {
  const [isOpen, setIsOpen] = useState(false);
  if (!isOpen)
    return (
      <Button size="compact-xs" variant="subtle" onClick={() => setIsOpen(true)}>
        Change
      </Button>
    );
  return (
    <NameForm
      name={rater}
      onName={name => {
        setIsOpen(false);
        onRename(name);
      }}
    />
  );
}

function AskName({ onName }: { onName: (name: string) => void }) {
  const canScore = useCanScore();
  if (!canScore) return <p>Your key lacks the scope “score”, which ratings need.</p>;
  return (
    <div className={classes.end}>
      <h2>Who rates?</h2>
      <p>Ratings are stored under your name, so that two raters do not replace each other’s.</p>
      <NameForm name="" onName={onName} />
    </div>
  );
}

function NameForm({ name, onName }: { name: string; onName: (name: string) => void }) {
  const [text, setText] = useState(name);
  return (
    <form
      className={classes.nameForm}
      onSubmit={event => {
        event.preventDefault();
        if (text.trim()) onName(text.trim());
      }}
    >
      <TextInput
        aria-label="Your name"
        placeholder="Your name"
        maxLength={200}
        data-autofocus
        value={text}
        onChange={event => setText(event.currentTarget.value)}
      />
      <Button type="submit">Start</Button>
    </form>
  );
}
