'use client';

import { Button } from '@mantine/core';
import { IconLock, IconMapOff } from '@tabler/icons-react';
import Link from 'next/link';
import { EmptyState } from '../ui/empty-state';

const home = (
  <Button component={Link} href="/" prefetch={false} variant="default">
    To the overview
  </Button>
);

/** 404: the target does not exist, or the actor may not see it. */
export function NotFoundPage() {
  return (
    <EmptyState icon={IconMapOff} title="There is nothing here" order={1} action={home}>
      This page does not exist, or it is not yours to see.
    </EmptyState>
  );
}

/** 403: the page exists, but the actor may not open it. */
export function ForbiddenPage() {
  return (
    <EmptyState icon={IconLock} title="This page is not yours to see" order={1} action={home}>
      Your permissions don’t cover it. If they should, ask a PlatformAdmin.
    </EmptyState>
  );
}
