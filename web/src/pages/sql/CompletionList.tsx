import type { Completion } from './completion';
import classes from './CompletionList.module.css';

export const COMPLETION_ID = 'sql-completion';

/** What may come next, below the editor. */
export function CompletionList({
  options,
  chosen,
  onTake,
}: {
  options: Completion[];
  chosen: number;
  onTake: (option: Completion) => void;
}) {
  if (!options.length) return null;
  return (
    <div className={classes.list} role="listbox" id={COMPLETION_ID} aria-label="Completions">
      {options.map((option, index) => (
        <div
          key={option.text}
          id={`${COMPLETION_ID}-${index}`}
          role="option"
          aria-selected={index === chosen}
          className={classes.option}
          onMouseDown={event => {
            event.preventDefault(); // the editor keeps the focus
            onTake(option);
          }}
        >
          {option.text} <span className={classes.kind}>{option.kind}</span>
          {index === chosen && <kbd>Tab</kbd>}
        </div>
      ))}
    </div>
  );
}
