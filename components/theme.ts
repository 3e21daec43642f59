import { Button, type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core';
import { CHARTED, CHARTED_CALLS, chartColor } from './resources/config';

/** The accent, a calm blue-violet. Red is only for the last button of a removal and for errors. */
const accent: MantineColorsTuple = [
  '#eff1fb',
  '#dbdff3',
  '#b5bde8',
  '#8c99de',
  '#6a7ad5',
  '#5567d0',
  '#495dce',
  '#3b4eb6',
  '#3345a3',
  '#283a90',
];

/** Dark surfaces with a hint of the accent, lightest first, as Mantine counts them. */
const dark: MantineColorsTuple = [
  '#c9ccd3',
  '#b4b9c4',
  '#838b9a',
  '#5d6573',
  '#3a414d',
  '#2c313b',
  '#21252d',
  '#15171c',
  '#101216',
  '#0b0c0f',
];

export const theme = createTheme({
  fontFamily: "'Inter Variable', system-ui, sans-serif",
  fontFamilyMonospace: 'ui-monospace, SFMono-Regular, Menlo, Consolas, monospace',
  fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.875rem', lg: '1rem', xl: '1.125rem' },
  headings: {
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '1.25rem', lineHeight: '1.75rem' },
      h2: { fontSize: '0.875rem', lineHeight: '1.25rem' },
    },
  },
  colors: { accent, dark },
  primaryColor: 'accent',
  primaryShade: { light: 7, dark: 5 },
  autoContrast: true,
  defaultRadius: 6,
  cursorType: 'pointer',
  components: {
    Button: Button.extend({ styles: { label: { fontWeight: 500 } } }),
  },
});

/** The colours of removals in the chart. */
const chartColors = (scheme: 'light' | 'dark') =>
  Object.fromEntries(CHARTED_CALLS.map((call) => [chartColor(call), CHARTED[call].color[scheme]]));

/** Mantine's own names for the colours of app/tokens.css. */
const TOKENS = {
  '--mantine-color-text': 'var(--ink)',
  '--mantine-color-body': 'var(--surface)',
  '--mantine-color-default-color': 'var(--ink)',
  '--mantine-color-anchor': 'var(--accent)',
  '--mantine-color-dimmed': 'var(--muted)',
  '--mantine-color-placeholder': 'var(--muted)',
  '--mantine-color-error': 'var(--wrong)',
  '--mantine-color-orange-light': 'var(--attention-tint)',
  '--mantine-color-orange-light-color': 'var(--attention)',
  '--mantine-color-red-light': 'var(--wrong-tint)',
  '--mantine-color-red-light-color': 'var(--wrong)',
  '--mantine-color-green-light': 'var(--good-tint)',
  '--mantine-color-green-light-color': 'var(--good)',
};

/** The console's own values of Mantine's variables. The test writes them to app/theme.css, which pages load. */
export const cssVariablesResolver: CSSVariablesResolver = () => ({
  variables: {},
  light: { ...TOKENS, ...chartColors('light') },
  dark: { ...TOKENS, ...chartColors('dark') },
});
