import type { ComponentProps } from 'react';
import classes from './ComparedFilterBar.module.css';
import { FilterBar } from './FilterBar';

/** The filter of a page whose figures are compared with those of the time `before`, and which time that is. */
export const ComparedFilterBar = ({
  before,
  ...filter
}: ComponentProps<typeof FilterBar> & { before: string }) => (
  <div className={classes.bar}>
    <FilterBar {...filter} />
    <span className={classes.compared}>Compared with {before}</span>
  </div>
);
