import { Checkbox, Group } from '@mantine/core';
import { SearchField } from '../../components/SearchField';

/** Searches prompts and answers: their first 500 characters, which is fast, or whole bodies. */
export function TextSearch({
  text,
  whole,
  onChange,
}: {
  text?: string;
  whole?: true;
  onChange: (changed: { text?: string; whole?: true }) => void;
}) {
  return (
    <Group gap="sm">
      <SearchField
        label="Search prompts and answers"
        value={text}
        onChange={changed => onChange({ text: changed, whole })}
      />
      <Checkbox
        size="xs"
        label="Search whole bodies"
        checked={whole ?? false}
        onChange={event => onChange({ text, whole: event.currentTarget.checked || undefined })}
      />
    </Group>
  );
}
