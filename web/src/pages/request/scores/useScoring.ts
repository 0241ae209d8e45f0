import { useRef, useState } from 'react';
import { useCanScore } from '../../../hooks/useCanScore';
import type { Action } from './shortcuts';
import {
  type NewScore,
  THUMBS,
  useDismissSubmission,
  useSubmitScore,
  useSubmissions,
} from './submissions';
import { valueForKey } from './requestScores';
import { useAuthor } from './useAuthor';
import { useRequestScores } from './useRequestScores';

/** Everything about giving scores to a request: which one is chosen, what keys do to it, what became of what was given. */
export function useScoring(
  requestId: string,
  chosen: string | undefined,
  choose: (name: string) => void,
) {
  const may = useCanScore();
  const rating = useAuthor();
  const { given, scores } = useRequestScores(requestId, chosen);
  const submit = useSubmitScore();
  const submissions = useSubmissions();
  const dismiss = useDismissSubmission();
  const [comment, setComment] = useState('');
  const [notice, setNotice] = useState('');
  const valueRef = useRef<HTMLInputElement>(null);
  const commentRef = useRef<HTMLInputElement>(null);
  const score = scores.find(({ name }) => name === chosen);

  function give(name: string, value: NewScore['value']) {
    if (!may) return setNotice('Your key may read only: it has no scope “score”.');
    setNotice('');
    const said = name === THUMBS ? undefined : comment.trim() || undefined;
    submit.mutate({ requestId, name, value, rater: rating.rater, comment: said });
    if (said) setComment('');
  }

  function giveKeyed(key: number | boolean) {
    if (!score) return setNotice('First choose a score: s.');
    const value = valueForKey(key, score);
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

  const submissionFor = (name: string) =>
    submissions.findLast(({ label }) => label.requestId === requestId && label.name === name);

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
    submissionFor,
    unsaved: { submissions, dismiss, retry: (score: NewScore) => submit.mutate(score) },
  };
}

export type Scoring = ReturnType<typeof useScoring>;
