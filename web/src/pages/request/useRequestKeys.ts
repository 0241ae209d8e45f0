import { useNavigate, useSearch } from '@tanstack/react-router';
import { ANSWER_ID } from '../../components/conversation/Conversation';
import { useToggleFolds } from '../../components/conversation/useUnfolded';
import { REQUEST_KEYS } from '../../components/scoring/shortcuts';
import type { Scoring } from '../../components/scoring/useScoring';
import { useScoringKeys } from '../../components/scoring/useScoringKeys';

/** What the keys of this page do. */
export function useRequestKeys(scoring: Scoring, go: (to: 'next' | 'previous') => void) {
  const { view, again } = useSearch({ from: '/requests/$requestId' });
  const navigate = useNavigate();
  const toggleFolds = useToggleFolds();
  const change = (changed: { view?: 'diff'; again?: true }) =>
    void navigate({ to: '.', search: before => ({ ...before, ...changed }), replace: true });
  useScoringKeys('This request', REQUEST_KEYS, action => {
    if (action.do === 'step') go(action.to);
    else if (action.do === 'answer') showAnswer();
    else if (action.do === 'unfold') toggleFolds();
    else if (action.do === 'diff') change({ view: view === 'diff' ? undefined : 'diff' });
    else if (action.do === 'again') change({ again: again ? undefined : true });
    else return scoring.act(action);
    return true;
  });
}

function showAnswer() {
  const answer = document.getElementById(ANSWER_ID);
  answer?.scrollIntoView({ block: 'start' });
  answer?.focus({ preventScroll: true });
}
