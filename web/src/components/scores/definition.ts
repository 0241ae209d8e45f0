/** What the form of a definition holds, and what of it is sent. */

import type { Definition, DefinitionBody } from '../../api/scores';

export interface DefinitionForm {
  kind: string; // '': any
  direction: string; // '': not said
  minimum: number | string; // '': none, as Mantine's number fields have it
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

/** Only what the kind can have. */
export function toBody(form: DefinitionForm): DefinitionBody {
  const numbers = form.kind !== 'label' && form.kind !== 'boolean';
  const number = (value: number | string) => (numbers && value !== '' ? Number(value) : null);
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

/** "decimal, 0 to 100, higher is better, passes from 60 on, enforced" */
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
