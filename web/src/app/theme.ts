import { createTheme, type MantineColorsTuple } from '@mantine/core';

// Sunlight on stone: an orange dark enough for white text and for text on white (4.5 : 1).
const SUN: MantineColorsTuple = [
  '#fff4ec',
  '#fde5d4',
  '#fac7a3',
  '#f7a86f',
  '#f48d43',
  '#ea7527',
  '#d45f12',
  '#b84d08',
  '#964007',
  '#743204',
];

export const theme = createTheme({
  primaryColor: 'sun',
  primaryShade: 7, // for dark too: a lighter shade is too light below white text
  autoContrast: true,
  colors: { sun: SUN },
  fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, "DejaVu Sans", sans-serif',
  fontFamilyMonospace: 'ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace',
  defaultRadius: 'sm',
  respectReducedMotion: true,
  components: {
    // Tooltips open on focus too, for people who use the keyboard.
    Tooltip: { defaultProps: { events: { hover: true, focus: true, touch: true } } },
  },
});
