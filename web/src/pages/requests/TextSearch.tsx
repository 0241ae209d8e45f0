import { Checkbox, Group } from '@mantine/core';
import { SearchField } from '../../components/SearchField';

/** A text in prompt or answer: in their first 500 characters, which is quick, or in all of them. */
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
        label="Prompts and answers"
        value={text}
        onChange={written => onChange({ text: written, whole })}
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
