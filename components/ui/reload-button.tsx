'use client';

import { Button } from '@mantine/core';

/** Reloads the page, with the current build of the console and the user who is now signed in. */
export const ReloadButton = () => (
  <Button variant="default" size="compact-sm" onClick={() => window.location.reload()}>
    Reload
  </Button>
);
