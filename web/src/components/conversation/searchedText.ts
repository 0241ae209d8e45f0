import { createContext, useContext } from 'react';
import { hasHit } from '../../lib/textHits';

const Context = createContext<string | undefined>(undefined);

/** The text that was searched for. */
export const SearchedText = Context.Provider;

/** Whether the text is among these: then they are not folded, because the viewer came for it. */
export function useIsSearched(texts: () => string[]): boolean {
  const wanted = useContext(Context);
  return wanted !== undefined && texts().some(text => hasHit(text, [wanted]));
}
