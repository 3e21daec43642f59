import { Stack, Text, Title } from '@mantine/core';
import type { Icon } from '@tabler/icons-react';
import type { ReactNode } from 'react';

interface Props {
  icon: Icon;
  title: string;
  children: ReactNode;
  action?: ReactNode;
  /** 1 where the notice is all that a page has to say. */
  order?: 1 | 2;
}

/** A place where something else would stand: why it does not, and a way on. */
export function Notice({ icon: IconShown, title, children, action, order = 2 }: Props) {
  return (
    <Stack align="center" gap="xs" py={64} px="md" ta="center">
      <IconShown size={28} stroke={1.5} aria-hidden color="var(--mantine-color-dimmed)" />
      <Title order={order} size="h2">
        {title}
      </Title>
      <Text c="dimmed" maw={460}>
        {children}
      </Text>
      {action}
    </Stack>
  );
}
