import { Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';

/** A page's heading. It can take the focus when the focused element has disappeared. */
export function PageTitle({ title, children }: { title: ReactNode; children?: ReactNode }) {
  return (
    <header>
      <Title order={1} tabIndex={-1}>
        {title}
      </Title>
      {children && (
        <Text c="dimmed" maw={900}>
          {children}
        </Text>
      )}
    </header>
  );
}
