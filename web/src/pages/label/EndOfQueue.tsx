import { Button, Group } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { NextStep, Queue } from '../../api/queues';
import type { Labelling } from './useLabelling';
import classes from './Label.module.css';

/** There is nothing left to rate: why, and what to do next. */
export function EndOfQueue({
  queue,
  step: { mine, progress },
  labelling,
}: {
  queue: Queue;
  step: NextStep;
  labelling: Labelling;
}) {
  const [title, text] = describe(queue, mine, progress);
  return (
    <div className={classes.end}>
      <h2>{title}</h2>
      <p>{text}</p>
      <Group gap="xs" justify="center">
        {mine.skipped > 0 && (
          <Button onClick={labelling.returnSkipped}>Go through what you skipped</Button>
        )}
        {labelling.canUndo && (
          <Button variant="default" onClick={labelling.undo} rightSection={<kbd>u</kbd>}>
            Undo
          </Button>
        )}
        {progress.items > 0 && (
          <Button
            variant="default"
            renderRoot={props => (
              <Link to="/raters" search={{ queue: queue.id, score: queue.scores[0] }} {...props} />
            )}
          >
            See how raters agree
          </Button>
        )}
        <Button variant="default" renderRoot={props => <Link to="/label" {...props} />}>
          All queues
        </Button>
      </Group>
    </div>
  );
}

function describe(
  { raters_per_item: wanted }: Queue,
  mine: NextStep['mine'],
  progress: NextStep['progress'],
): [title: string, text: string] {
  if (!progress.items)
    return [
      'This queue is empty',
      'Choose requests on the page Requests and add them, or fill it from its filter on the page Label.',
    ];
  const done = `${mine.done} of ${progress.items} have your rating`;
  if (mine.skipped > 0)
    return ['Only what you skipped is left', `${done}, ${mine.skipped} skipped.`];
  if (mine.left > 0) return ['Others are at the rest', `${done}; look again in ten minutes.`];
  const missing = progress.items * wanted - progress.ratings;
  if (missing > 0)
    return ['Nothing is left for you', `${done}. ${missing} ratings by others are still missing.`];
  return ['Done', `${done}; all ${progress.items} requests are rated.`];
}
