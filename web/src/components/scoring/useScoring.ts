import { useRef, useState } from 'react';
import type { Target } from '../../api/targetScores';
import { useCanScore } from '../../hooks/useCanScore';
import type { Action } from './shortcuts';
import {
  type NewScore,
  THUMBS,
  useDismissSubmission,
  useSubmissions,
  useSubmitScore,
} from './submissions';
import { useAuthor } from './useAuthor';
import { useTargetScores } from './useTargetScores';
import { type Value, valueForKey, WRITE } from './values';

const SELECT_FIRST = 'Select a score first (key: s).';

/** The state of giving scores to a request or session: which score is selected, what keys do, and what became of submitted
 * scores. */
export function useScoring(
  target: Target,
  selectedName: string | undefined,
  onSelect: (name: string) => void,
) {
  const { queries, given, offered, others } = useTargetScores(target, selectedName);
  const scores = [...given, ...offered];
  const selected = scores.find(({ name }) => name === selectedName);
  const { give, ...giving } = useGiving(target);
  const { setNotice } = giving;
  const valueRef = useRef<HTMLInputElement>(null);
  const commentRef = useRef<HTMLInputElement>(null);

  /** Returns whether the key is used up, and not to be typed into the field of the value, which has the focus now. */
  function giveKey(key: number | boolean): boolean {
    if (!selected) return (setNotice(SELECT_FIRST), true);
    const value = valueForKey(key, selected.scale);
    if (value === WRITE) {
      valueRef.current?.focus();
      return false;
    }
    if (value === null) setNotice(`${selected.name} cannot have the value ${key}.`);
    else give(selected.name, value);
    return true;
  }

  function selectBy(step: 1 | -1) {
    const index = scores.findIndex(({ name }) => name === selectedName);
    const next = index < 0 && step < 0 ? scores.length - 1 : index + step;
    const score = scores[(next + scores.length) % scores.length];
    if (score) onSelect(score.name);
  }

  /** Returns whether the key is used up. */
  function act(action: Action): boolean {
    switch (action.do) {
      case 'give':
        return giveKey(action.value);
      case 'thumb':
        give(THUMBS, action.up);
        return true;
      case 'score':
        selectBy(action.by);
        return true;
      case 'write':
        if (!selected) setNotice(SELECT_FIRST);
        else (action.what === 'value' ? valueRef : commentRef).current?.focus();
        return true;
      default:
        return false; // of the page
    }
  }

  return {
    target,
    queries,
    given,
    offered,
    others,
    selected,
    valueRef,
    commentRef,
    act,
    give,
    ...giving,
  };
}

/** Submitting scores: the author, the comment, and the state of what was submitted. */
function useGiving(target: Target) {
  const canScore = useCanScore();
  const author = useAuthor();
  const submit = useSubmitScore();
  const submissions = useSubmissions();
  const dismiss = useDismissSubmission();
  const [comment, setComment] = useState('');
  const [notice, setNotice] = useState('');

  function give(name: string, value: Value) {
    if (!canScore) return setNotice('Your key lacks the scope “score”.');
    setNotice('');
    const text = name === THUMBS ? undefined : comment.trim() || undefined;
    submit.mutate({ target, name, value, rater: author.author, comment: text });
    if (text) setComment('');
  }

  const submissionOf = (name: string) =>
    submissions.findLast(
      ({ score }) =>
        score.target.id === target.id && score.target.unit === target.unit && score.name === name,
    );

  return {
    canScore,
    author,
    comment,
    setComment,
    notice,
    setNotice,
    give,
    submissionOf,
    unsaved: { submissions, dismiss, retry: (score: NewScore) => submit.mutate(score) },
  };
}

export type Scoring = ReturnType<typeof useScoring>;
