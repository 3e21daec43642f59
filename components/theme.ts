import {
  Button,
  type CSSVariablesResolver,
  createTheme,
  type MantineColorsTuple,
  Overlay,
} from '@mantine/core';
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
      h2: { fontSize: '1rem', lineHeight: '1.5rem' },
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
    Overlay: Overlay.extend({ defaultProps: { backgroundOpacity: 0.4 } }),
  },
});

/** The colours of removals in the chart. */
const chartColors = (scheme: 'light' | 'dark') =>
  Object.fromEntries(CHARTED_CALLS.map((call) => [chartColor(call), CHARTED[call].color[scheme]]));

/** Colours of muted text and errors that meet the accessibility rules: at least 4.5 to 1 on every surface. */
export const cssVariablesResolver: CSSVariablesResolver = (base) => ({
  variables: {},
  light: {
    '--mantine-color-dimmed': base.colors.gray[7],
    '--mantine-color-placeholder': '#6b7280',
    '--mantine-color-error': base.colors.red[9],
    '--console-surface': '#f8f9fb',
    '--console-line': '#e4e7ec',
    '--mantine-color-orange-light-color': '#9a3412',
    '--console-attention': '#9a3412',
    ...chartColors('light'),
  },
  dark: {
    '--mantine-color-dimmed': '#a9afbc',
    '--mantine-color-placeholder': '#868e9b',
    '--mantine-color-error': base.colors.red[4],
    '--console-surface': '#1b1e25',
    '--console-line': base.colors.dark[5],
    '--console-attention': '#fdba74',
    ...chartColors('dark'),
  },
});
