import classes from './LongText.module.css';

const END = 8; // characters that stay visible: ids often differ only there

/** A text of one line that is cut in the middle where there is no room for it, and has its whole self when pointed at. */
export function LongText({ text }: { text: string }) {
  if (text.length <= 2 * END) return <>{text}</>;
  return (
    <span className={classes.text} title={text.length > 1_000 ? `${text.slice(0, 1_000)} …` : text}>
      <span className={classes.start}>{text.slice(0, Math.min(text.length - END, 500))}</span>
      <span className={classes.end}>{text.slice(-END)}</span>
    </span>
  );
}
