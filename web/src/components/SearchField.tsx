import { TextInput } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { Icon } from '../design/icons';
import { useShortcuts } from '../hooks/shortcuts';
import { useDebouncedNavigation } from '../hooks/useDebouncedNavigation';

const TYPING_MS = 250;

/** A search field bound to the URL, which `/` leads to. Typing is reported after a pause; a change of the URL, such as "back", replaces the text. */
export function SearchField({
  label,
  value = '',
  onChange,
}: {
  label: string;
  value?: string;
  onChange: (text: string | undefined) => void;
}) {
  const [text, setText] = useState(value);
  const reported = useRef(value);
  const field = useRef<HTMLInputElement>(null);
  useShortcuts('Search', [{ keys: ['/'], label, run: () => field.current?.focus() }]);
  const report = useDebouncedNavigation((text: string) => {
    reported.current = text;
    onChange(text || undefined);
  }, TYPING_MS);
  useEffect(() => {
    if (value === reported.current) return;
    reported.current = value;
    setText(value);
  }, [value]);
  return (
    <TextInput
      ref={field}
      size="xs"
      type="search"
      leftSection={<Icon name="search" size={14} />}
      miw={230} // the longest placeholder
      aria-label={label}
      placeholder={label}
      value={text}
      onKeyDown={event => event.key === 'Escape' && field.current?.blur()}
      onChange={event => {
        setText(event.currentTarget.value);
        report(event.currentTarget.value);
      }}
    />
  );
}
