import { ActionIcon, Tooltip } from '@mantine/core';
import { useCopy } from '../hooks/useCopy';

/** A button that copies a text to the clipboard. */
export function CopyButton({ text, what }: { text: string; what: string }) {
  const { copied, copy } = useCopy();
  return (
    <Tooltip label={copied ? 'Copied' : `Copy ${what}`}>
      <ActionIcon variant="subtle" onClick={() => copy(text)} aria-label={`Copy ${what}`}>
        <svg
          viewBox="0 0 16 16"
          width="14"
          height="14"
          fill="none"
          stroke="currentColor"
          aria-hidden
        >
          {copied ? (
            <path d="M3 8.5l3.5 3.5L13 4.5" strokeWidth="2" />
          ) : (
            <path d="M5.5 5.5h8v8h-8zM10.5 5.5v-3h-8v8h3" strokeWidth="1.4" />
          )}
        </svg>
      </ActionIcon>
    </Tooltip>
  );
}
