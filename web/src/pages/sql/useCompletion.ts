import { useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, type RefObject, useMemo, useState } from 'react';
import { type Completion, completionsAt } from './completion';
import { schemaQuery } from './queries';

/** What may come next at the cursor. The arrows choose, Tab takes, Escape closes; Enter remains a new line. */
export function useCompletion(
  field: RefObject<HTMLTextAreaElement | null>,
  write: (text: string) => void,
) {
  const { data: tables } = useQuery(schemaQuery);
  const [typed, setTyped] = useState<{ sql: string; cursor: number; chosen: number }>();
  const { word, options } = useMemo(
    () => completionsAt(typed?.sql ?? '', typed?.cursor ?? 0, tables ?? []),
    [typed?.sql, typed?.cursor, tables],
  );
  const close = () => setTyped(undefined);

  function look(): void {
    const { value, selectionStart, selectionEnd } = field.current!;
    if (selectionStart !== selectionEnd) close();
    else setTyped({ sql: value, cursor: selectionStart, chosen: 0 });
  }

  function take({ text }: Completion): void {
    const { current } = field;
    if (!current) return;
    const end = current.selectionStart;
    current.setRangeText(text, end - word.length, end, 'end');
    write(current.value);
    current.focus();
    close();
  }

  /** Whether the key was one of ours. */
  function onKeyDown(event: KeyboardEvent): boolean {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey && !event.shiftKey;
    if (!typed || !options.length || !isPlain) return false;
    if (event.key === 'Tab') take(options[typed.chosen]!);
    else if (event.key === 'Escape') close();
    else if (by)
      setTyped({ ...typed, chosen: (typed.chosen + by + options.length) % options.length });
    else return false;
    event.preventDefault();
    return true;
  }

  return { options, chosen: typed?.chosen ?? 0, look, take, close, onKeyDown };
}
