import { createContext, useContext } from 'react';

/** The title of the page that is shown, which a page sets and the header shows. */
export const PageTitle = createContext<{ title: string; setTitle: (title: string) => void }>({
  title: '',
  setTitle: () => undefined,
});

export const usePageTitle = () => useContext(PageTitle).title;
