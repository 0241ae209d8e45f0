import { createContext, useContext } from 'react';
import { type Definition, valueAt, withValue } from './definition';

interface FormState {
  definition: Definition;
  change: (definition: Definition) => void;
  errors: Record<string, string>;
  isReadOnly: boolean;
}

export const FormContext = createContext<FormState | null>(null);

export function useForm(): FormState {
  const state = useContext(FormContext);
  if (!state) throw new Error('A field of the evaluator stands outside of its form');
  return state;
}

/** One value of the definition. */
export function useField(path: string) {
  const { definition, change, errors, isReadOnly } = useForm();
  return {
    value: valueAt(definition, path),
    set: (value: unknown) => change(withValue(definition, path, value)),
    error: errors[path],
    isReadOnly,
  };
}
