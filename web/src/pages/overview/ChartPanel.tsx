import type { ReactNode } from 'react';
import classes from './overview.module.css';

/** A chart with a title and the figure that sums it up. */
export function ChartPanel({
  title,
  name,
  figure,
  note,
  children,
}: {
  title: ReactNode;
  name?: string; // in full, where the title may be cut
  figure?: ReactNode;
  note?: ReactNode; // a line below both
  children: ReactNode;
}) {
  return (
    <section className={classes.panel}>
      <div className={classes.panelHead}>
        <h2 className={classes.panelTitle} title={name}>
          {title}
        </h2>
        <span className={classes.figure}>{figure}</span>
      </div>
      {note !== undefined && <div className={classes.note}>{note}</div>}
      {children}
    </section>
  );
}
