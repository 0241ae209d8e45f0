import { setNonce } from 'get-nonce';

/** Without it the browser takes no <style> that a component adds (see api/ui.py). */
export function styleNonce(): string {
  return document.querySelector<HTMLMetaElement>('meta[name=style-nonce]')?.content ?? '';
}

/** For what locks scrolling behind dialogs, and knows nothing of Mantine. */
export function shareNonce(): void {
  setNonce(styleNonce());
}
