import {
  createTheme,
  type CSSVariablesResolver,
  defaultVariantColorsResolver,
  type MantineColorsTuple,
} from '@mantine/core';

/** The accent by lightness, as Mantine wants it; what is drawn comes from tokens.css. */
const ACCENT: MantineColorsTuple = [
  '#e3f1ee',
  '#c6e4de',
  '#9ad2c7',
  '#6fc2b2',
  '#4fc3ad',
  '#2b9a86',
  '#1a7f6d',
  '#0f6b5c',
  '#0b5448',
  '#083f36',
];

const WITH_FOCUS = { events: { hover: true, focus: true, touch: true } }; // for people who use the keyboard
const SMALL = { defaultProps: { size: 'xs' } };
const EXTRA_WIDE = { defaultProps: { spacing: 'md' } };

export const theme = createTheme({
  primaryColor: 'accent',
  primaryShade: { light: 7, dark: 4 },
  // text on a filled part has the colour of the surface, which contrasts with every filled colour in light and dark
  variantColorResolver: input => ({
    ...defaultVariantColorsResolver(input),
    ...(input.variant === 'filled' ? { color: 'var(--g-surface)' } : {}),
  }),
  colors: { accent: ACCENT },
  fontFamily: 'var(--g-font)',
  fontFamilyMonospace: 'var(--g-mono)',
  fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.8125rem', lg: '0.9375rem', xl: '1.375rem' },
  lineHeights: { xs: '1.45', sm: '1.5', md: '1.5', lg: '1.5', xl: '1.35' },
  headings: {
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '1.1875rem', lineHeight: '1.4' },
      h2: { fontSize: '1.1875rem', lineHeight: '1.4' },
      h3: { fontSize: '0.9375rem', lineHeight: '1.45' },
      h4: { fontSize: '0.9375rem', lineHeight: '1.45' },
      h5: { fontSize: '0.8125rem', lineHeight: '1.5' },
      h6: { fontSize: '0.8125rem', lineHeight: '1.5' },
    },
  },
  radius: { xs: '4px', sm: '5px', md: '8px', lg: '12px', xl: '16px' },
  defaultRadius: 'sm',
  respectReducedMotion: true,
  components: {
    Tooltip: { defaultProps: { ...WITH_FOCUS, openDelay: 250 } },
    Paper: { defaultProps: { radius: 'md' } },
    Button: SMALL,
    Select: SMALL,
    NativeSelect: SMALL,
    TextInput: SMALL,
    PasswordInput: SMALL,
    NumberInput: SMALL,
    Autocomplete: SMALL,
    Textarea: SMALL,
    Switch: SMALL,
    Checkbox: SMALL,
    SimpleGrid: EXTRA_WIDE,
  },
});

/** Mantine's variables, by the roles of tokens.css, whose values differ between light and dark. */
const ROLES = {
  '--mantine-color-body': 'var(--g-surface)',
  '--mantine-color-text': 'var(--g-text)',
  '--mantine-color-bright': 'var(--g-text)',
  '--mantine-color-dimmed': 'var(--g-text-2)',
  '--mantine-color-placeholder': 'var(--g-text-3)',
  '--mantine-color-anchor': 'var(--g-accent)',
  '--mantine-color-error': 'var(--g-bad)',
  '--mantine-color-default': 'var(--g-surface)',
  '--mantine-color-default-hover': 'var(--g-sunken)',
  '--mantine-color-default-color': 'var(--g-text)',
  '--mantine-color-default-border': 'var(--g-line-strong)',
  '--mantine-color-disabled': 'var(--g-sunken)',
  '--mantine-color-disabled-color': 'var(--g-text-3)',
  '--mantine-color-disabled-border': 'var(--g-line)',
  '--mantine-primary-color-contrast': 'var(--g-surface)',
  '--mantine-color-accent-filled': 'var(--g-accent)',
  '--mantine-color-accent-filled-hover': 'var(--g-accent)',
  '--mantine-color-accent-light': 'var(--g-accent-soft)',
  '--mantine-color-accent-light-hover': 'var(--g-accent-soft)',
  '--mantine-color-accent-light-color': 'var(--g-accent)',
  '--mantine-color-accent-outline': 'var(--g-accent)',
  '--mantine-color-accent-outline-hover': 'var(--g-accent-soft)',
  '--mantine-color-accent-text': 'var(--g-accent)',
  '--mantine-color-red-filled': 'var(--g-bad)',
  '--mantine-color-red-light': 'var(--g-bad-soft)',
  '--mantine-color-red-light-color': 'var(--g-bad)',
  '--mantine-color-red-outline': 'var(--g-bad)',
  '--mantine-color-red-text': 'var(--g-bad)',
};

export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: ROLES,
  dark: ROLES,
});
