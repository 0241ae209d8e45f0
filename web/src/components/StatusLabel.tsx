import classes from './StatusLabel.module.css';

const COLOURS = {
  good: 'var(--mantine-color-teal-6)',
  bad: 'var(--mantine-color-red-6)',
  unsure: 'var(--mantine-color-orange-6)',
  neutral: 'var(--mantine-color-gray-6)',
};

/** A word for how something is, with a dot for those who look. The word says it all: colour alone tells nobody.
 * Plain elements, as tables have dozens of them in view. */
export function StatusLabel({ tone, children }: { tone: keyof typeof COLOURS; children: string }) {
  return (
    <span className={classes.state}>
      <span className="dot" style={{ background: COLOURS[tone] }} />
      {children}
    </span>
  );
}
