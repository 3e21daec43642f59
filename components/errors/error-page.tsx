'use client';

import { Button } from '@mantine/core';
import { IconLock, IconMapOff } from '@tabler/icons-react';
import Link from 'next/link';
import { EmptyState } from '../ui/empty-state';

const home = (
  <Button component={Link} href="/" prefetch={false} variant="default">
    Go to overview
  </Button>
);

/** 404: the target does not exist, or the actor may not see it. */
export function NotFoundPage() {
  return (
    <EmptyState icon={IconMapOff} title="Page not found" order={1} action={home}>
      This page doesn’t exist, or you don’t have access to it.
    </EmptyState>
  );
}

/** 403: the page exists, but the actor may not open it. */
export function ForbiddenPage() {
  return (
    <EmptyState icon={IconLock} title="You don’t have access to this page" order={1} action={home}>
      Your permissions don’t cover it. If they should, ask a PlatformAdmin.
    </EmptyState>
  );
}
