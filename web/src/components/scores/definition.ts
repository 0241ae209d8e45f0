/** The definition of a score as a form, as the API's body, and in words. */

import type { Definition, DefinitionBody } from '../../api/scores';

export interface DefinitionForm {
  kind: string; // '': any kind
  direction: string; // '': unspecified
  minimum: number | string; // '': none, as in Mantine's number fields
  maximum: number | string;
  pass_threshold: number | string;
  labels: string[];
  description: string;
  enforce: boolean;
}

export function toForm(definition: Definition | undefined): DefinitionForm {
  return {
    kind: definition?.kind ?? '',
    direction: definition?.direction ?? '',
    minimum: definition?.minimum ?? '',
    maximum: definition?.maximum ?? '',
    pass_threshold: definition?.pass_threshold ?? '',
    labels: definition?.labels ?? [],
    description: definition?.description ?? '',
    enforce: definition?.enforce ?? false,
  };
}

/** Leaves out what does not apply to the kind. */
export function toBody(form: DefinitionForm): DefinitionBody {
  const number = (value: number | string) =>
    isNumeric(form) && value !== '' ? Number(value) : null;
  return {
    kind: (form.kind || null) as DefinitionBody['kind'],
    direction: (form.direction || null) as DefinitionBody['direction'],
    minimum: number(form.minimum),
    maximum: number(form.maximum),
    pass_threshold: number(form.pass_threshold),
    labels: form.kind === 'label' ? form.labels : [],
    description: form.description.trim() || null,
    enforce: form.enforce,
  };
}

/** Whether scores of this kind can be numbers. */
export const isNumeric = ({ kind }: Pick<DefinitionForm, 'kind'>) =>
  kind !== 'label' && kind !== 'boolean';

/** "decimal, 0 to 100, higher is better, passes from 60, enforced" */
export function describeDefinition(definition: Definition): string {
  const { kind, minimum, maximum, direction, pass_threshold: pass, labels, enforce } = definition;
  const range =
    minimum !== null && maximum !== null
      ? `${minimum} to ${maximum}`
      : minimum !== null
        ? `at least ${minimum}`
        : maximum !== null && `at most ${maximum}`;
  return [
    kind && KINDS[kind],
    range,
    labels.length > 0 && labels.join(' | '),
    direction && `${direction} is better`,
    pass !== null && `passes ${direction === 'lower' ? 'up to' : 'from'} ${pass}`,
    enforce && 'enforced',
  ]
    .filter(Boolean)
    .join(', ');
}

export const KINDS = {
  integer: 'whole number',
  float: 'decimal',
  boolean: 'true or false',
  label: 'label',
} as const;
