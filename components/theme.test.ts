import {
  convertCssVariables,
  DEFAULT_THEME,
  defaultCssVariablesResolver,
  mergeMantineTheme,
} from '@mantine/core';
import { expect, it } from 'vitest';
import { cssVariablesResolver, theme } from './theme';

/** The theme's variables that differ from those in Mantine's own stylesheet. */
function themeVariables() {
  const whole = mergeMantineTheme(DEFAULT_THEME, theme);
  const usual = defaultCssVariablesResolver(DEFAULT_THEME);
  const [derived, own] = [defaultCssVariablesResolver(whole), cssVariablesResolver(whole)];
  const differing = (part: 'variables' | 'light' | 'dark') => {
    const known = new Map(Object.entries(usual[part]));
    const all = Object.entries({ ...derived[part], ...own[part] });
    return Object.fromEntries(all.filter(([name, value]) => known.get(name) !== value));
  };
  return { variables: differing('variables'), light: differing('light'), dark: differing('dark') };
}

const asLines = (css: string) =>
  css
    .replaceAll(/\s*\{/g, ' {\n')
    .replaceAll(', :host', ',\n:host')
    .replaceAll(/;\s*/g, ';\n')
    .replaceAll(/^(?=--)/gm, '  ')
    .replaceAll("'", '"')
    .replaceAll(/\}\s*/g, '}\n\n')
    .trim();

it('is in app/theme.css, which saves each page from carrying it (`vitest -u` writes the file)', async () => {
  const heading = '/* Written from components/theme.ts by its test. */\n';
  await expect(`${heading}${asLines(convertCssVariables(themeVariables()))}\n`).toMatchFileSnapshot(
    '../app/theme.css',
  );
});
