import { TextInput } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useDebouncedNavigation } from '../hooks/useDebouncedNavigation';

const TYPING_MS = 250;

/** A text to look for. What it says goes on once nobody types; what the URL says comes in. */
export function SearchField({
  label,
  value = '',
  onChange,
}: {
  label: string;
  value?: string;
  onChange: (text: string | undefined) => void;
}) {
  const [written, setWritten] = useState(value);
  const told = useRef(value);
  const tell = useDebouncedNavigation((text: string) => {
    told.current = text;
    onChange(text || undefined);
  }, TYPING_MS);
  useEffect(() => {
    if (value === told.current) return;
    told.current = value; // "back" was pressed, or a link followed
    setWritten(value);
  }, [value]);
  return (
    <TextInput
      size="xs"
      type="search"
      aria-label={label}
      placeholder={label}
      value={written}
      onChange={event => {
        setWritten(event.currentTarget.value);
        tell(event.currentTarget.value);
      }}
    />
  );
}
