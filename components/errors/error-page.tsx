'use client';

import { Button } from '@mantine/core';
import Link from 'next/link';
import { ErrorNotice } from './error-notice';

const home = (
  <Button component={Link} href="/" prefetch={false}>
    Go to overview
  </Button>
);

/** 404: the target does not exist, or the actor may not see it. */
export function NotFoundPage() {
  return (
    <ErrorNotice number={404} title="Page not found" action={home}>
      This page doesn’t exist, or you don’t have access to it.
    </ErrorNotice>
  );
}

/** 403: the page exists, but the actor may not open it. */
export function ForbiddenPage() {
  return (
    <ErrorNotice number={403} title="You don’t have access to this page" action={home}>
      Your permissions don’t cover it. If they should, ask a PlatformAdmin.
    </ErrorNotice>
  );
}
