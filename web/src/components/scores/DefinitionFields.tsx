import { NativeSelect, NumberInput, SimpleGrid, TagsInput } from '@mantine/core';
import { type DefinitionForm, isNumeric, KINDS } from './definition';

interface FieldsProps {
  form: DefinitionForm;
  onChange: (changed: Partial<DefinitionForm>) => void;
}

const KIND_OPTIONS = [
  { value: '', label: 'any' },
  ...Object.entries(KINDS).map(([value, label]) => ({ value, label })),
];
const DIRECTION_OPTIONS = [
  { value: '', label: 'unspecified' },
  { value: 'higher', label: 'higher' },
  { value: 'lower', label: 'lower' },
];

/** The kind of a score's values and, for numbers, their limits. */
export function RangeFields({ form, onChange }: FieldsProps) {
  return (
    <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
      <NativeSelect
        label="Kind"
        value={form.kind}
        onChange={event => onChange({ kind: event.currentTarget.value })}
        data={KIND_OPTIONS}
      />
      <NativeSelect
        label="Which is better"
        value={form.direction}
        onChange={event => onChange({ direction: event.currentTarget.value })}
        data={DIRECTION_OPTIONS}
      />
      {isNumeric(form) && (
        <>
          <NumberInput
            label="Minimum"
            value={form.minimum}
            onChange={minimum => onChange({ minimum })}
          />
          <NumberInput
            label="Maximum"
            value={form.maximum}
            onChange={maximum => onChange({ maximum })}
          />
          <NumberInput
            label={form.direction === 'lower' ? 'Passes up to' : 'Passes from'}
            value={form.pass_threshold}
            onChange={pass_threshold => onChange({ pass_threshold })}
          />
        </>
      )}
    </SimpleGrid>
  );
}

/** The labels that scores may have; only for scores of kind label. */
export function LabelsField({ form, onChange }: FieldsProps) {
  if (form.kind !== 'label') return null;
  return (
    <TagsInput
      label="Allowed labels"
      description="Leave empty to allow any label."
      value={form.labels}
      onChange={labels => onChange({ labels })}
    />
  );
}
