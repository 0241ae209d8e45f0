import { useEffect, useRef, useState } from 'react';
import { type Sent, sendAgain } from '../../../api/sendAgain';
import type { Call } from '../call';
import { bodyOf, type Draft } from './draft';

export interface SendKeys {
  provider: string;
  gnomon: string; // '': this Gnomon asks for none
}

/** Sends a call again; the answer grows while it arrives. Keys are parameters, which nothing keeps. */
export function useSending(requestId: string, call: Call) {
  const [sent, setSent] = useState<Sent>();
  const [error, setError] = useState('');
  const [isSending, setIsSending] = useState(false);
  const running = useRef<AbortController>(undefined);
  useEffect(() => () => running.current?.abort(), []);

  async function send(draft: Draft, keys: SendKeys) {
    setError('');
    setSent(undefined);
    const stopping = new AbortController();
    running.current = stopping;
    try {
      const body = bodyOf(call.body, draft);
      const headers = headersOf(call, requestId, keys);
      setIsSending(true);
      setSent(await sendAgain({ url: call.url, headers, body }, setSent, stopping.signal));
    } catch (failure) {
      if (!stopping.signal.aborted) setError((failure as Error).message);
    } finally {
      setIsSending(false);
    }
  }

  return {
    sent,
    error,
    isSending,
    send: (draft: Draft, keys: SendKeys) => void send(draft, keys),
    stop: () => running.current?.abort(),
  };
}

function headersOf(call: Call, requestId: string, { provider, gnomon }: SendKeys) {
  const isBearer = call.keyHeader === 'Authorization';
  return {
    ...call.headers,
    [call.keyHeader]: isBearer ? `Bearer ${provider}` : provider,
    // Anthropic refuses calls of browsers that do not say that they mean it.
    ...(isBearer ? {} : { 'anthropic-dangerous-direct-browser-access': 'true' }),
    ...(gnomon ? { 'Helicone-Auth': `Bearer ${gnomon}` } : {}),
    'Helicone-Property-Sent-Again-From': requestId,
  };
}
