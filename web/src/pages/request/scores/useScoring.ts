import { useRef, useState } from 'react';
import { useCanScore } from '../../../hooks/useCanScore';
import { valueForKey } from './requestScores';
import type { Action } from './shortcuts';
import {
  type NewScore,
  THUMBS,
  useDismissSubmission,
  useSubmissions,
  useSubmitScore,
} from './submissions';
import { useAuthor } from '../../../components/scoring/useAuthor';
import { useRequestScores } from './useRequestScores';

const SELECT_FIRST = 'Select a score first (key: s).';

/** The state of giving scores to a request: which score is selected, what keys do, and what became of submitted scores. */
export function useScoring(
  requestId: string,
  selectedName: string | undefined,
  onSelect: (name: string) => void,
) {
  const { query, scores } = useRequestScores(requestId, selectedName);
  const selected = scores.find(({ name }) => name === selectedName);
  const { give, ...giving } = useGiving(requestId);
  const { setNotice } = giving;
  const valueRef = useRef<HTMLInputElement>(null);
  const commentRef = useRef<HTMLInputElement>(null);

  function giveKey(key: number | boolean) {
    if (!selected) return setNotice(SELECT_FIRST);
    const value = valueForKey(key, selected);
    if (value === null) return setNotice(`${selected.name} cannot have the value ${key}.`);
    give(selected.name, value);
  }

  function selectBy(step: 1 | -1) {
    const index = scores.findIndex(({ name }) => name === selectedName);
    const next = index < 0 && step < 0 ? scores.length - 1 : index + step;
    const score = scores[(next + scores.length) % scores.length];
    if (score) onSelect(score.name);
  }

  function act(action: Action): void {
    if (action.do === 'give') giveKey(action.value);
    if (action.do === 'thumb') give(THUMBS, action.up);
    if (action.do === 'score') selectBy(action.by);
    if (action.do === 'write') {
      if (!selected) setNotice(SELECT_FIRST);
      else (action.what === 'value' ? valueRef : commentRef).current?.focus();
    }
  }

  return { query, scores, selected, valueRef, commentRef, act, give, ...giving };
}

/** Submitting scores: the author, the comment, and the state of what was submitted. */
function useGiving(requestId: string) {
  const canScore = useCanScore();
  const author = useAuthor();
  const submit = useSubmitScore();
  const submissions = useSubmissions();
  const dismiss = useDismissSubmission();
  const [comment, setComment] = useState('');
  const [notice, setNotice] = useState('');

  function give(name: string, value: NewScore['value']) {
    if (!canScore) return setNotice('Your key lacks the scope “score”.');
    setNotice('');
    const text = name === THUMBS ? undefined : comment.trim() || undefined;
    submit.mutate({ requestId, name, value, rater: author.author, comment: text });
    if (text) setComment('');
  }

  const submissionOf = (name: string) =>
    submissions.findLast(({ score }) => score.requestId === requestId && score.name === name);

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
