import { useState } from 'react';
import { useIsSearched } from './searchedText';
import { type FoldKind, useUnfolded } from './useUnfolded';

/** Whether a fold is open: as folds of its kind are, but always where the text that was searched for is in it, until the
 * viewer folds it. */
export function useFold(kind: FoldKind, texts: () => string[]) {
  const [isUnfolded, setIsUnfolded] = useUnfolded(kind);
  const isSearched = useIsSearched(texts);
  const [isFolded, setIsFolded] = useState(false);
  const set = (isOpen: boolean) => {
    setIsFolded(!isOpen);
    setIsUnfolded(isOpen);
  };
  return [isUnfolded || (isSearched && !isFolded), set] as const;
}
