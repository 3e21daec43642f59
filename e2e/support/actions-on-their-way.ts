import type { Page, Route } from '@playwright/test';
import { holdBack } from './hold-back';

const isAction = (route: Route) => route.request().headers()['next-action'] !== undefined;

/** Intercepts the calls of server actions, counted from 1; other requests go through. */
export async function onAction(
  page: Page,
  meet: (route: Route, nth: number) => Promise<void>,
): Promise<void> {
  let count = 0;
  await page.route('**/*', (route) => {
    if (!isAction(route)) return route.fallback();
    count += 1;
    return meet(route, count);
  });
}

/** Holds back the calls of server actions until the returned function lets them go on. */
export const holdActions = (page: Page) => holdBack(page, { url: '**/*', isMeant: isAction });

/**
 * Sends a call to the real server under an id that its build does not have, as a page of another build would.
 */
export function sendAsOtherBuild(route: Route): Promise<void> {
  const headers = route.request().headers();
  const id = headers['next-action'] ?? '';
  // The first two digits encode the number of arguments.
  return route.continue({
    headers: { ...headers, 'next-action': id.slice(0, 2) + 'f'.repeat(id.length - 2) },
  });
}
