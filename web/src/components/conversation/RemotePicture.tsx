import { Button, Text } from '@mantine/core';
import { useState } from 'react';
import classes from './Conversation.module.css';

/** A picture of another server, which is asked for it only after a click, and then is not told from where. The content security
 * policy allows pictures over https only. */
export function RemotePicture({ url, alt }: { url: string; alt: string }) {
  const [state, setState] = useState<'closed' | 'open' | 'failed'>('closed');
  const host = hostOf(url);
  const what = alt ? `the picture “${alt}”` : 'the picture';
  if (!host) return <Text span size="sm" c="var(--g-text-2)">{`[picture ${alt || url}]`}</Text>;
  if (state === 'failed') return <Text span size="sm">{`${host} did not send ${what}.`}</Text>;
  if (state === 'closed') {
    return (
      <Button size="compact-xs" variant="default" onClick={() => setState('open')}>
        Show {what} from {host}
      </Button>
    );
  }
  return (
    <img
      src={url}
      alt={alt || `Picture from ${host}`}
      className={classes.picture}
      referrerPolicy="no-referrer"
      onError={() => setState('failed')}
    />
  );
}

/** The host of an https URL; null: not one. */
function hostOf(url: string): string | null {
  try {
    const { protocol, host } = new URL(url);
    return protocol === 'https:' ? host : null;
  } catch {
    return null;
  }
}
