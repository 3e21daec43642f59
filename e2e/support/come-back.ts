import type { Page } from '@playwright/test';

/** Makes a tab visible again, so that its page checks the session. */
export const comeBack = (page: Page) =>
  page.evaluate(() => window.dispatchEvent(new Event('visibilitychange')));
