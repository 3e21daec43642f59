import '@fontsource-variable/inter/wght.css';
import '@mantine/core/styles.css';
import './theme.css';
import './tokens.css';
import './globals.css';
import { ColorSchemeScript, mantineHtmlProps } from '@mantine/core';
import type { Metadata } from 'next';
import { headers } from 'next/headers';
import type { ReactNode } from 'react';
import { Providers } from '@/components/providers';
import { PAGE_TITLES } from '@/components/ui/titles';
import { NONCE_HEADER } from '@/console/session/paths';

export const metadata: Metadata = { title: PAGE_TITLES };

export default async function RootLayout({ children }: { children: ReactNode }) {
  const nonce = (await headers()).get(NONCE_HEADER) ?? '';
  return (
    <html lang="en" {...mantineHtmlProps}>
      <head>
        <ColorSchemeScript defaultColorScheme="auto" nonce={nonce} />
      </head>
      <body>
        <Providers nonce={nonce}>{children}</Providers>
      </body>
    </html>
  );
}
