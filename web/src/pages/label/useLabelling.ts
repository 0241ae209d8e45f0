import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { keys } from '../../api/keys';
import { fetchNext, type NextWish, nextQuery, type QueueItem, removeItem } from '../../api/queues';
import { deleteScores, type Draft, isComplete, saveItem } from './saving';
import type { Asked, Value } from './values';

/** A step of this visit that undo takes back. */
interface Past {
  requestId: string;
  isSkip: boolean;
  draft: Draft;
}

const EMPTY: Draft = { values: {}, comment: '', correction: '' };

/** Working through a queue: the item at hand, what was said of it so far, and what undo takes back. */
export function useLabelling(queueId: string, rater: string, asked: Asked[]) {
  const client = useQueryClient();
  const step = useQuery(nextQuery(queueId, rater));
  const item = step.data?.item ?? null;
  const [past, setPast] = useState<Past[]>([]);
  const { draft, setDraft, current, setCurrent, restore } = useDraft(item, asked);

  const moving = useMutation({
    mutationFn: async ({
      wish,
      before,
    }: {
      wish: Partial<NextWish>;
      before?: () => Promise<void>;
    }) => {
      await before?.();
      return fetchNext(queueId, rater, wish);
    },
    onSuccess: next => {
      client.setQueryData(keys.queueStep(queueId, rater), next);
      void client.invalidateQueries({ queryKey: keys.queues.all });
      void client.invalidateQueries({ queryKey: keys.queue(queueId) });
      void client.invalidateQueries({ queryKey: keys.queueItems.all });
    },
  });

  /** Saves once all scores are there, and goes on. */
  function give(name: string, value: Value) {
    if (!item || moving.isPending) return;
    const given = { ...draft, values: { ...draft.values, [name]: value } };
    setDraft(given);
    if (!isComplete(given, asked)) {
      const open = asked.findIndex(each => !(each.name in given.values));
      return setCurrent(open);
    }
    save(item, given);
  }

  function save(saved: QueueItem, given: Draft) {
    const before = async () => {
      await saveItem(saved, rater, asked, given);
      setPast(all => [...all, { requestId: saved.request_id, isSkip: false, draft: given }]);
    };
    moving.mutate({ wish: {}, before });
  }

  function skip() {
    if (!item || moving.isPending) return;
    const { request_id: requestId } = item;
    setPast(all => [...all, { requestId, isSkip: true, draft }]);
    moving.mutate({ wish: { skip: requestId } });
  }

  /** The last step of this visit; after a reload, the one that the API knows. */
  function undo() {
    const last = past.at(-1);
    const known = step.data?.last_step;
    const requestId = last?.requestId ?? known?.request_id;
    if (!requestId || moving.isPending) return;
    let restored = last?.draft;
    const before = async () => {
      if (last ? last.isSkip : known?.kind === 'skipped') return;
      const { item: rated } = await fetchNext(queueId, rater, { back_to: requestId });
      if (!rated) return;
      restored ??= draftOf(rated);
      await deleteScores(rated.own_scores.map(each => each.score_id));
    };
    moving.mutate(
      { wish: { back_to: requestId }, before },
      {
        onSuccess: () => {
          setPast(all => all.slice(0, -1));
          if (restored) restore(requestId, restored);
        },
      },
    );
  }

  function remove() {
    if (!item || moving.isPending) return;
    const before = () => removeItem(queueId, item.request_id);
    moving.mutate({ wish: {}, before });
  }

  return {
    step,
    item,
    draft,
    setDraft,
    current: asked[current],
    choose: (by: 1 | -1) => setCurrent((current + by + asked.length) % asked.length),
    select: (name: string) => setCurrent(asked.findIndex(each => each.name === name)),
    give,
    saveAgain: () => item && isComplete(draft, asked) && save(item, draft),
    skip,
    undo,
    remove,
    canUndo: past.length > 0 || Boolean(step.data?.last_step),
    returnSkipped: () => moving.mutate({ wish: { return_skipped: true } }),
    isMoving: moving.isPending,
    error: moving.error,
  };
}

export type Labelling = ReturnType<typeof useLabelling>;

/** What is said of one item; another item begins with what the rater said of it before. */
function useDraft(item: QueueItem | null, asked: Asked[]) {
  const id = item?.request_id ?? '';
  const [state, setState] = useState({ id: '', draft: EMPTY, current: 0 });
  if (state.id !== id && item) setState({ id, draft: draftOf(item), current: 0 });
  const shown = state.id === id ? state : { id, draft: item ? draftOf(item) : EMPTY, current: 0 };
  return {
    draft: shown.draft,
    current: Math.min(shown.current, asked.length - 1),
    setDraft: (draft: Draft) => setState(before => ({ ...before, id, draft })),
    setCurrent: (current: number) => setState(before => ({ ...before, current })),
    restore: (requestId: string, draft: Draft) => setState({ id: requestId, draft, current: 0 }),
  };
}

function draftOf(item: QueueItem): Draft {
  const given = item.own_scores.map(({ name, label, value }) => [name, label ?? value!] as const);
  const comment = item.own_scores.find(each => each.comment)?.comment ?? '';
  return { values: Object.fromEntries(given), comment, correction: item.correction ?? '' };
}
