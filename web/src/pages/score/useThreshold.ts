import { useMemo } from 'react';
import { useDefinition } from '../../components/scores/DefinitionSummary';
import { decimal } from '../../lib/numbers';
import type { Subject } from './subject';

/** From where, or up to where, the values of the score pass; for the lines in its charts. */
export function useThreshold(name: string, type: Subject['type']) {
  const definition = useDefinition(name);
  return useMemo(() => {
    const value = type === 'number' ? (definition?.pass_threshold ?? null) : null;
    if (value === null) return undefined;
    const word = definition?.direction === 'lower' ? 'up to' : 'from';
    return { value, label: `passes ${word} ${decimal(value)}` };
  }, [definition, type]);
}
