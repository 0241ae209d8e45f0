import { useRef, useState } from 'react';
import { useMayScore } from '../../../hooks/useCanScore';
import type { Action } from './shortcuts';
import { type Label, THUMBS, useForget, useLabelling, useSent } from './submissions';
import { keyedValue } from './requestScores';
import { useRater } from './useAuthor';
import { useScores } from './useRequestScores';

/** Everything about giving scores to a request: which one is chosen, what keys do to it, what became of what was given. */
export function useScoring(
  requestId: string,
  chosen: string | undefined,
  choose: (name: string) => void,
) {
  const may = useMayScore();
  const rating = useRater();
  const { given, scores } = useScores(requestId, chosen);
  const labelling = useLabelling();
  const sent = useSent();
  const forget = useForget();
  const [comment, setComment] = useState('');
  const [notice, setNotice] = useState('');
  const valueRef = useRef<HTMLInputElement>(null);
  const commentRef = useRef<HTMLInputElement>(null);
  const score = scores.find(({ name }) => name === chosen);

  function give(name: string, value: Label['value']) {
    if (!may) return setNotice('Your key may read only: it has no scope “score”.');
    setNotice('');
    const said = name === THUMBS ? undefined : comment.trim() || undefined;
    labelling.mutate({ requestId, name, value, rater: rating.rater, comment: said });
    if (said) setComment('');
  }

  function giveKeyed(key: number | boolean) {
    if (!score) return setNotice('First choose a score: s.');
    const value = keyedValue(key, score);
    if (value === null) return setNotice(`${score.name} does not take ${key}.`);
    give(score.name, value);
  }

  function chooseBy(by: 1 | -1) {
    const at = scores.findIndex(({ name }) => name === chosen);
    const next = at < 0 && by < 0 ? scores.length - 1 : at + by;
    const found = scores[(next + scores.length) % scores.length];
    if (found) choose(found.name);
  }

  /** Whether the key was one of scoring. */
  function act(action: Action): void {
    if (action.do === 'give') giveKeyed(action.value);
    if (action.do === 'thumb') give(THUMBS, action.up);
    if (action.do === 'score') chooseBy(action.by);
    if (action.do === 'write') {
      if (!score) setNotice('First choose a score: s.');
      else (action.what === 'value' ? valueRef : commentRef).current?.focus();
    }
  }

  const sentFor = (name: string) =>
    sent.findLast(({ label }) => label.requestId === requestId && label.name === name);

  return {
    may,
    rating,
    given,
    scores,
    score,
    comment,
    setComment,
    notice,
    valueRef,
    commentRef,
    give,
    act,
    sentFor,
    unsaved: { sent, forget, again: (label: Label) => labelling.mutate(label) },
  };
}

export type Scoring = ReturnType<typeof useScoring>;
