import classes from './icons.module.css';

/** The strokes of each icon, on a square of 24. One width, no fill. */
const PATHS = {
  overview: 'M3 12h4l3-8 4 16 3-8h4',
  requests: 'M4 6h16M4 12h16M4 18h10',
  sessions: 'M6 4v16M6 8h6v4h6M6 16h6',
  users:
    'M12.5 8a3.5 3.5 0 1 1-7 0 3.5 3.5 0 0 1 7 0M2.5 20a6.5 6.5 0 0 1 13 0M16 5a3.5 3.5 0 0 1 0 6.5M18 14.5a6 6 0 0 1 3.5 5.5',
  properties:
    'M4 7h10M18 7h2M4 17h2M10 17h10M18 7a2 2 0 1 1-4 0 2 2 0 0 1 4 0M10 17a2 2 0 1 1-4 0 2 2 0 0 1 4 0',
  scores: 'M4 20V10M10 20V4M16 20v-7M22 20H2',
  compare: 'M8 4v16M16 4v16M4 9h8M12 15h8',
  experiments: 'M9 3h6M10 3v6L4.5 19a1.5 1.5 0 0 0 1.3 2h12.4a1.5 1.5 0 0 0 1.3-2L14 9V3M7.5 14h9',
  label: 'M20 12l-8 8-9-9V3h8zM7.5 7.5h.01',
  raters: 'M4 5h16M4 5l-3 8h6zM20 5l-3 8h6zM12 5v15M8 20h8',
  evaluators: 'M9 12l2 2 4-5M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0',
  alerts: 'M6 16v-5a6 6 0 1 1 12 0v5l2 2H4zM10 21h4',
  replay: 'M4 12a8 8 0 1 0 2.4-5.7M4 4v5h5M10 9l5 3-5 3z',
  webhooks: 'M20 4L3 11l6 3 3 7zM9 14l11-10',
  sql: 'M8 7l-5 5 5 5M16 7l5 5-5 5M13 4l-2 16',
  connect:
    'M10 14a4 4 0 0 0 5.7 0l3-3a4 4 0 0 0-5.7-5.7l-1 1M14 10a4 4 0 0 0-5.7 0l-3 3a4 4 0 0 0 5.7 5.7l1-1',
  status: 'M4 16a8 8 0 1 1 16 0M12 16l4-5',
  search: 'M17 11a6 6 0 1 1-12 0 6 6 0 0 1 12 0M15.5 15.5L20 20',
  chevronDown: 'M6 9l6 6 6-6',
  chevronRight: 'M9 6l6 6-6 6',
  check: 'M4 12.5l5 5L20 6.5',
  copy: 'M8 8h12v12H8zM16 8V4H4v12h4',
  close: 'M6 6l12 12M18 6L6 18',
  plus: 'M12 5v14M5 12h14',
  download: 'M12 4v11M7 11l5 5 5-5M4 20h16',
  light:
    'M16 12a4 4 0 1 1-8 0 4 4 0 0 1 8 0M12 2v2M12 20v2M2 12h2M20 12h2M5 5l1.4 1.4M17.6 17.6L19 19M5 19l1.4-1.4M17.6 6.4L19 5',
  dark: 'M20 14.5A8.5 8.5 0 0 1 9.5 4 8.5 8.5 0 1 0 20 14.5z',
  system: 'M3 4h18v12H3zM8 20h8M12 16v4',
  keyboard: 'M2 6h20v12H2zM6 10h.01M10 10h.01M14 10h.01M18 10h.01M7 14h10',
  account: 'M16 8a4 4 0 1 1-8 0 4 4 0 0 1 8 0M4 21a8 8 0 0 1 16 0',
  grip: 'M9 6h.01M15 6h.01M9 12h.01M15 12h.01M9 18h.01M15 18h.01',
  warning: 'M12 4L2.5 20h19zM12 10v4M12 17h.01',
  external: 'M14 4h6v6M20 4l-9 9M18 14v6H4V6h6',
} as const;

export type IconName = keyof typeof PATHS;

/** An icon in the colour of its text. It says nothing by itself: what it means is written beside it, or is the label of its button. */
export function Icon({ name, size = 16 }: { name: IconName; size?: number }) {
  return (
    <svg className={classes.icon} width={size} height={size} viewBox="0 0 24 24" aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  );
}

/** The hand of a sundial in its ring. */
export function Mark({ size = 20 }: { size?: number }) {
  return (
    <svg className={classes.mark} width={size} height={size} viewBox="0 0 24 24" aria-hidden="true">
      <circle className={classes.ring} cx="12" cy="12" r="10" />
      <path className={classes.hand} d="M12 12L18 7" />
      <circle className={classes.hub} cx="12" cy="12" r="1.8" />
    </svg>
  );
}
