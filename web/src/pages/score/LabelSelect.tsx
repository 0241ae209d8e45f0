import { NativeSelect } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';

/** The label of the page, of a score of labels: whose share is split into lines, and whose change is explained. Without a
 * choice the most frequent one, the first of `labels`. */
export function useLabel(labels: readonly string[]): string | undefined {
  const { label } = useSearch({ from: '/scores/$name' });
  return labels.length ? (label ?? labels[0]) : undefined;
}

/** Chooses the label of the page; nothing for scores without labels. */
export function LabelSelect({ labels, ariaLabel }: { labels: string[]; ariaLabel: string }) {
  const label = useLabel(labels);
  const navigate = useNavigate({ from: '/scores/$name' });
  if (label === undefined) return null;
  return (
    <NativeSelect
      aria-label={ariaLabel}
      w={132}
      value={label}
      onChange={event => {
        const chosen = event.currentTarget.value;
        void navigate({ search: before => ({ ...before, label: chosen }) });
      }}
      data={labels.includes(label) ? labels : [label, ...labels]} // one of the time before may have gone
    />
  );
}
