import { setNonce } from 'get-nonce';

/** The browser refuses <style> elements without this nonce (see api/ui/ui.py). */
export function styleNonce(): string {
  return document.querySelector<HTMLMetaElement>('meta[name=style-nonce]')?.content ?? '';
}

/** Passes the nonce to the library that locks scrolling behind dialogs, which does not get it from Mantine. */
export function shareNonce(): void {
  setNonce(styleNonce());
}
