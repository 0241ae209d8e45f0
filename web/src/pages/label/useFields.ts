import { useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { answerText } from './answerText';
import type { TypedField } from './ScoreControls';
import type { Labelling } from './useLabelling';
import { keyAction } from './values';

/** The fields of the panel, and what keys do with them. */
export function useFields(labelling: Labelling) {
  const value = useRef<HTMLInputElement>(null);
  const comment = useRef<HTMLTextAreaElement>(null);
  const correction = useRef<HTMLTextAreaElement>(null);
  const [{ text, error }, setTyped] = useState({ text: '', error: '' });
  const [notice, setNotice] = useState('');
  const typed: TypedField = {
    text,
    error,
    set: (changed, wrong = '') => setTyped({ text: changed, error: wrong }),
  };

  function act(key: string): void {
    const action = keyAction(key, labelling.item ? labelling.current : undefined);
    if (!action) return;
    setNotice(action.do === 'refuse' ? action.reason : '');
    if (action.do === 'give') labelling.give(labelling.current!.name, action.value);
    if (action.do === 'type') {
      typed.set(action.text);
      value.current?.focus();
    }
    if (action.do === 'skip') labelling.skip();
    if (action.do === 'undo') labelling.undo();
    if (action.do === 'previous') labelling.choose(-1);
    if (action.do === 'following') labelling.choose(1);
    if (action.do === 'comment') comment.current?.focus();
    if (action.do === 'correct') correct();
  }

  function correct() {
    const { item, draft, setDraft } = labelling;
    if (item && !draft.correction)
      flushSync(() => setDraft({ ...draft, correction: answerText(item.request?.response_body) }));
    const field = correction.current;
    field?.focus();
    field?.setSelectionRange(field.value.length, field.value.length);
  }

  return { typed, value, comment, correction, notice, act };
}
