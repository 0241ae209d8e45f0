import classes from './StatusLabel.module.css';

const COLOURS = {
  good: 'var(--mantine-color-teal-6)',
  bad: 'var(--mantine-color-red-6)',
  unsure: 'var(--mantine-color-orange-6)',
  neutral: 'var(--mantine-color-gray-6)',
};

/** A status word with a coloured dot. The word alone must be clear: not everybody can tell the colours apart. Made of plain
 * elements, because tables show dozens of them. */
export function StatusLabel({ tone, children }: { tone: keyof typeof COLOURS; children: string }) {
  return (
    <span className={classes.state}>
      <span className="dot" style={{ background: COLOURS[tone] }} />
      {children}
    </span>
  );
}
