import { Button, Group, Text } from '@mantine/core';
import { useState } from 'react';
import { size } from '../../lib/numbers';
import { saveFile } from '../../lib/saveFile';
import classes from './Conversation.module.css';
import type { Media } from './parts';
import { RemotePicture } from './RemotePicture';

/** A picture, sound or file of a message. What the body contains is shown; what is elsewhere is asked for only on a click,
 * because that tells its server who looks at what. */
export function MediaBox(media: Media) {
  const { what, type, bytes, name, src, url } = media;
  const details = [name, type, bytes === undefined ? undefined : size(bytes), url].filter(Boolean);
  return (
    <figure className={classes.media}>
      {what === 'image' && src && <InlinePicture src={src} alt={name ?? `${type ?? ''} picture`} />}
      {what === 'image' && url && <RemotePicture url={url} alt={name ?? ''} />}
      {what === 'audio' && src && <audio controls src={src} aria-label={name ?? 'Audio'} />}
      {what === 'video' && src && (
        <video controls src={src} className={classes.picture} aria-label={name ?? 'Video'} />
      )}
      <Group component="figcaption" gap="xs">
        <Text size="xs" c="var(--g-text-2)" style={{ overflowWrap: 'anywhere' }}>
          {what} {details.join(' · ')}
        </Text>
        {src && (
          <Button size="compact-xs" variant="default" onClick={() => save(src, fileName(media))}>
            Download
          </Button>
        )}
      </Group>
    </figure>
  );
}

function InlinePicture({ src, alt }: { src: string; alt: string }) {
  const [isBroken, setIsBroken] = useState(false);
  if (isBroken) return <Text size="sm">This picture cannot be shown: it is damaged.</Text>;
  return <img src={src} alt={alt} className={classes.picture} onError={() => setIsBroken(true)} />;
}

function save(src: string, name: string): void {
  const [head, data = ''] = splitDataUrl(src);
  const type = /^data:([^;,]*)/.exec(head)?.[1] || 'application/octet-stream';
  saveFile(new Blob([bytesOf(head, data)], { type }), name);
}

const splitDataUrl = (src: string) => {
  const comma = src.indexOf(',');
  return [src.slice(0, comma), src.slice(comma + 1)] as const;
};

function bytesOf(head: string, data: string): Uint8Array<ArrayBuffer> {
  try {
    const text = head.endsWith(';base64') ? atob(data) : decodeURIComponent(data);
    return Uint8Array.from(text, letter => letter.charCodeAt(0));
  } catch {
    return new TextEncoder().encode(data); // not what it claims to be: as it was sent
  }
}

function fileName({ name, what, type }: Media): string {
  if (name) return name;
  const ending = type?.split('/').at(-1)?.replace(/\W.*/, '');
  return ending ? `${what}.${ending}` : what;
}
