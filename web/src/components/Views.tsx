import type { ReactNode } from 'react';
import { Group } from '@mantine/core';
import classes from './Views.module.css';

/** Buttons that show one view of a page at a time. `views`: their names and values. */
export function Views<T>({
  views,
  shown,
  onShow,
  children,
}: {
  views: (readonly [name: string, value: T])[];
  shown: T;
  onShow: (value: T) => void;
  children?: ReactNode; // behind the buttons
}) {
  return (
    <Group gap={4} role="group" aria-label="View">
      {views.map(([name, value]) => (
        <button
          key={name}
          type="button"
          className={classes.view}
          aria-pressed={value === shown}
          onClick={() => onShow(value)}
        >
          {name}
        </button>
      ))}
      {children}
    </Group>
  );
}
