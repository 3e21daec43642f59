import type { Page, Route } from '@playwright/test';

/** A promise that the test settles, as `Promise.withResolvers()` makes it where Node.js has it. */
export function deferred(): { promise: Promise<void>; resolve: () => void } {
  let resolve = () => {};
  const promise = new Promise<void>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}

/**
 * Holds back the requests of a page to an address.
 *
 * @param isMeant the requests to hold back, all of them by default
 * @returns lets them go on
 */
export async function holdBack(
  page: Page,
  { url, isMeant = () => true }: { url: string; isMeant?: (route: Route) => boolean },
): Promise<() => void> {
  const { promise, resolve } = deferred();
  await page.route(url, async (route) => {
    if (isMeant(route)) await promise;
    await route.fallback();
  });
  return resolve;
}
