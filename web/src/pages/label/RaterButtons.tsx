import { Button, Group } from '@mantine/core';
import { useState } from 'react';
import type { QueueItem } from '../../api/queues';
import type { Labelling } from './useLabelling';
import classes from './Label.module.css';

export function RaterButtons({ labelling }: { labelling: Labelling }) {
  const { skip, undo, remove, canUndo, isMoving, item } = labelling;
  return (
    <>
      <Group gap={6}>
        <Button variant="default" onClick={skip} rightSection={<kbd>s</kbd>}>
          Skip
        </Button>
        <Button variant="default" onClick={undo} disabled={!canUndo} rightSection={<kbd>u</kbd>}>
          Undo
        </Button>
        <RemoveButton key={item?.request_id} onRemove={remove} />
        <span className={classes.saving} role="status">
          {isMoving ? 'Saving …' : ''}
        </span>
      </Group>
      <p className={classes.hint}>
        The last score saves and goes on. <kbd>↑</kbd> <kbd>↓</kbd> other score, <kbd>Ctrl Z</kbd>{' '}
        undo.
      </p>
    </>
  );
}

/** For a request that does not belong in the queue. */
function RemoveButton({ onRemove }: { onRemove: () => void }) {
  const [isConfirming, setIsConfirming] = useState(false);
  return (
    <Button
      variant="subtle"
      title="For everybody; scores that were given stay"
      onClick={() => (isConfirming ? onRemove() : setIsConfirming(true))}
      onBlur={() => setIsConfirming(false)}
    >
      {isConfirming ? 'Yes, remove it' : 'Remove'}
    </Button>
  );
}

/** What others said of an item that the rater has done. */
export function OthersSaid({ item: { other_scores: others } }: { item: QueueItem }) {
  if (!others) return null;
  return (
    <section aria-label="What others said" className={classes.others}>
      <h2>What others said</h2>
      {others.length === 0 && <p>Nothing so far.</p>}
      {others.map(each => (
        <p key={each.score_id}>
          {each.author || 'unnamed'}: {each.name} {String(each.label ?? each.value)}
          {each.comment && ` (${each.comment})`}
        </p>
      ))}
    </section>
  );
}
