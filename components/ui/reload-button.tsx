'use client';

import { Button } from '@mantine/core';

/** Loads the page anew, with the console that is there by now and as whoever is signed in by now. */
export const ReloadButton = () => (
  <Button variant="default" size="compact-sm" onClick={() => window.location.reload()}>
    Reload
  </Button>
);
