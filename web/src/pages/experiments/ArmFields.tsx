import { Input, NativeSelect, TagsInput, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { fieldValuesQuery } from '../../api/names';
import { FilterBar } from '../../components/FilterBar';
import { usePropertyNames } from '../../hooks/useNames';
import type { ExperimentFields, FieldProps } from './fields';
import classes from './Experiments.module.css';

const KINDS = [
  { value: 'property', label: 'values of a property' },
  { value: 'filters', label: 'two filters' },
];

/** What is compared. */
export function ArmFields({ fields, change }: FieldProps) {
  return (
    <>
      <NativeSelect
        label="Arms are"
        data={KINDS}
        value={fields.arms}
        onChange={event => change({ arms: event.currentTarget.value as ExperimentFields['arms'] })}
      />
      {fields.arms === 'property' ? (
        <PropertyFields fields={fields} change={change} />
      ) : (
        fields.groups.map((group, at) => {
          const put = (changed: Partial<typeof group>) =>
            change({
              groups: fields.groups.map((each, other) =>
                other === at ? { ...each, ...changed } : each,
              ),
            });
          return (
            <div key={at} className={classes.wide}>
              <TextInput
                label={at ? 'Name of the second arm' : 'Name of the first arm, the control'}
                maxLength={200}
                value={group.name}
                onChange={event => put({ name: event.currentTarget.value })}
                mb={6}
              />
              <Input.Wrapper label={`Requests of ${group.name || 'it'}`} labelElement="div">
                <FilterBar
                  conditions={group.conditions}
                  onChange={conditions => put({ conditions: conditions ?? [] })}
                />
              </Input.Wrapper>
            </div>
          );
        })
      )}
      <Input.Wrapper className={classes.wide} label="Requests that take part" labelElement="div">
        <FilterBar
          conditions={fields.conditions}
          onChange={conditions => change({ conditions: conditions ?? [] })}
        />
      </Input.Wrapper>
    </>
  );
}

function PropertyFields({ fields, change }: FieldProps) {
  const names = usePropertyNames().data ?? [];
  const by = fields.property ? `property.${fields.property}` : undefined;
  const { data: values = [] } = useQuery(fieldValuesQuery(by, ''));
  return (
    <>
      <NativeSelect
        label="Property"
        data={[{ value: '', label: 'choose one' }, ...withSpelling(names, fields.property)]}
        value={fields.property}
        onChange={event => change({ property: event.currentTarget.value, values: [] })}
      />
      <TagsInput
        label="Values"
        description="The control first"
        maxTags={10}
        data={by ? values : []}
        value={fields.values}
        onChange={chosen => change({ values: chosen })}
      />
    </>
  );
}

/** The names, in which that of a link may be spelled differently. */
const withSpelling = (names: readonly string[], chosen: string) =>
  chosen && !names.includes(chosen) ? [chosen, ...names] : names;
