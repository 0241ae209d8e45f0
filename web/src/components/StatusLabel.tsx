import classes from './StatusLabel.module.css';

const COLOURS = {
  good: 'var(--g-good)',
  bad: 'var(--g-bad)',
  unsure: 'var(--g-warn)',
  neutral: 'var(--g-text-3)',
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
