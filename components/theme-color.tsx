import { useMantineColorScheme } from '@mantine/core';
import { useMounted } from '@mantine/hooks';

/** `--page` in app/tokens.css. */
const PAGE = { light: '#ffffff', dark: '#101216' };

/** The browser's own bars have the page's colour: that of the chosen scheme, or of the system's. */
export function ThemeColor() {
  const { colorScheme } = useMantineColorScheme();
  // The server does not know the choice.
  const isMounted = useMounted();
  if (isMounted && colorScheme !== 'auto') return <meta name="theme-color" content={PAGE[colorScheme]} />;
  return (
    <>
      <meta name="theme-color" media="(prefers-color-scheme: light)" content={PAGE.light} />
      <meta name="theme-color" media="(prefers-color-scheme: dark)" content={PAGE.dark} />
    </>
  );
}
