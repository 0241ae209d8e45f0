import { useLocalStorage } from '@mantine/hooks';

export type FoldKind = 'system' | 'context' | 'history';

/** Whether folds of a kind are open; remembered in this browser, because people want them always open or always folded. */
export function useUnfolded(kind: FoldKind) {
  return useLocalStorage({
    key: `gnomon-unfolded-${kind}`,
    defaultValue: false,
    getInitialValueInEffect: false,
  });
}

/** Opens all kinds of folds, or folds them if all are open. */
export function useToggleFolds(): () => void {
  const all = [useUnfolded('system'), useUnfolded('context'), useUnfolded('history')] as const;
  return () => {
    const next = !all.every(([isOpen]) => isOpen);
    for (const [, set] of all) set(next);
  };
}
