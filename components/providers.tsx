'use client';

import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { setNonce } from 'get-nonce';
import { NuqsAdapter } from 'nuqs/adapters/next/app';
import type { ReactNode } from 'react';
import { queryClient } from './data/query-client';
import { MessageRegion } from './message/message-region';
import { theme } from './theme';
import { ThemeColor } from './theme-color';

/** The providers around every page: theme, server state, address state and messages. */
export function Providers({ nonce, children }: { nonce: string; children: ReactNode }) {
  // A dialog's scroll lock writes a style of its own, and asks this package for the nonce.
  if (typeof document !== 'undefined') setNonce(nonce);
  return (
    <MantineProvider
      theme={theme}
      // In app/theme.css, so that no page carries them.
      withCssVariables={false}
      withGlobalClasses={false}
      defaultColorScheme="auto"
      getStyleNonce={() => nonce}
    >
      <ThemeColor />
      <QueryClientProvider client={queryClient()}>
        <NuqsAdapter>{children}</NuqsAdapter>
      </QueryClientProvider>
      <MessageRegion />
    </MantineProvider>
  );
}
