import { useState } from 'react';

const SHOWN_MS = 1_500;

/** Copies a text to the clipboard; `copied` is true for a short time afterwards. */
export function useCopy(): { copied: boolean; copy: (text: string) => void } {
  const [copied, setCopied] = useState(false);
  return {
    copied,
    copy: text => {
      void toClipboard(text).then(() => {
        setCopied(true);
        setTimeout(() => setCopied(false), SHOWN_MS);
      });
    },
  };
}

async function toClipboard(text: string): Promise<void> {
  // Over plain HTTP from another machine there is no navigator.clipboard, but execCommand still works.
  if (window.isSecureContext) return navigator.clipboard.writeText(text);
  const field = document.createElement('textarea');
  field.value = text;
  field.setAttribute('readonly', '');
  field.className = 'skip'; // out of view
  document.body.append(field);
  field.select();
  document.execCommand('copy');
  field.remove();
}
