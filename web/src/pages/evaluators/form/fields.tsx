import {
  Autocomplete,
  Checkbox,
  NativeSelect,
  NumberInput,
  TagsInput,
  Textarea,
  TextInput,
} from '@mantine/core';
import type { ReactNode } from 'react';
import { useField } from './FormContext';

interface FieldProps {
  path: string;
  label: string;
  hint?: ReactNode;
  placeholder?: string;
}

const asText = (value: unknown): string => (typeof value === 'string' ? value : '');

export function TextField({
  path,
  label,
  hint,
  placeholder,
  data,
}: FieldProps & { data?: string[] }) {
  const { value, set, error, isReadOnly } = useField(path);
  const shared = { label, placeholder, error, value: asText(value), readOnly: isReadOnly };
  const described = { ...shared, description: hint };
  if (data) return <Autocomplete {...described} data={data} onChange={text => set(text)} />;
  return <TextInput {...described} onChange={event => set(event.currentTarget.value)} />;
}

export function LongTextField({
  path,
  label,
  hint,
  placeholder,
  rows = 2,
  className,
}: FieldProps & { rows?: number; className?: string }) {
  const { value, set, error, isReadOnly } = useField(path);
  return (
    <Textarea
      label={label}
      description={hint}
      placeholder={placeholder}
      error={error}
      autosize
      minRows={rows}
      maxRows={24}
      classNames={className ? { input: className } : undefined}
      readOnly={isReadOnly}
      value={asText(value)}
      onChange={event => set(event.currentTarget.value)}
    />
  );
}

/** Empty: the API's default, or no limit. `scale`: what is shown is so many times what is stored. */
export function NumberField({
  path,
  label,
  hint,
  placeholder,
  suffix,
  scale = 1,
}: FieldProps & { suffix?: string; scale?: number }) {
  const { value, set, error, isReadOnly } = useField(path);
  const shown = typeof value === 'number' ? Number((value * scale).toPrecision(12)) : '';
  return (
    <NumberInput
      label={label}
      description={hint}
      placeholder={placeholder}
      error={error}
      hideControls
      suffix={suffix}
      readOnly={isReadOnly}
      value={shown}
      onChange={typed =>
        set(typed === '' ? undefined : Number((Number(typed) / scale).toPrecision(12)))
      }
    />
  );
}

export function ChoiceField({
  path,
  label,
  hint,
  data,
  fallback,
  onChoose,
}: FieldProps & {
  data: { value: string; label: string }[];
  fallback?: string; // what the API takes where there is nothing
  onChoose?: (value: string) => void; // where more than this value changes
}) {
  const { value, set, error, isReadOnly } = useField(path);
  return (
    <NativeSelect
      label={label}
      description={hint}
      error={error}
      disabled={isReadOnly}
      data={data}
      value={asText(value) || fallback}
      onChange={event => (onChoose ?? set)(event.currentTarget.value)}
    />
  );
}

export function FlagField({
  path,
  label,
  hint,
  fallback = false,
}: FieldProps & { fallback?: boolean }) {
  const { value, set, error, isReadOnly } = useField(path);
  return (
    <Checkbox
      label={label}
      description={hint}
      error={error}
      disabled={isReadOnly}
      checked={typeof value === 'boolean' ? value : fallback}
      onChange={event => set(event.currentTarget.checked)}
    />
  );
}

export function TextsField({ path, label, hint, placeholder }: FieldProps) {
  const { value, set, error, isReadOnly } = useField(path);
  const texts = Array.isArray(value) ? value.map(String) : [];
  return (
    <TagsInput
      label={label}
      description={hint}
      placeholder={texts.length ? undefined : placeholder}
      error={error}
      size="xs"
      readOnly={isReadOnly}
      acceptValueOnBlur
      value={texts}
      onChange={set}
    />
  );
}

/** A value of JSON. What is no JSON yet is a text, which the API refuses: nothing of it is lost, and nothing old is saved. */
export function JsonField({
  path,
  label,
  hint,
  placeholder,
  className,
}: FieldProps & { className?: string }) {
  const { value, set, error, isReadOnly } = useField(path);
  const isUnread = typeof value === 'string';
  const text = isUnread ? value : value === undefined ? '' : JSON.stringify(value, null, 2);
  return (
    <Textarea
      key={String(isReadOnly)}
      label={label}
      description={hint}
      placeholder={placeholder}
      error={error ?? (isUnread ? 'This is not JSON yet.' : undefined)}
      autosize
      minRows={3}
      maxRows={16}
      classNames={className ? { input: className } : undefined}
      readOnly={isReadOnly}
      defaultValue={text}
      onChange={event => set(readJson(event.currentTarget.value))}
    />
  );
}

function readJson(text: string): unknown {
  if (!text.trim()) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
