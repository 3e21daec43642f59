import { expect, type Page } from '@playwright/test';

/** Somebody reads a page and does nothing. What he sees must come by itself. */
export interface Watching {
  /** Waits until some text has come into the page's main part, or gone from it. */
  until: (text: string, state: 'there' | 'gone') => Promise<void>;
  /** What he would have noticed: documents and pages that were asked for, and addresses that were gone to. */
  disturbances: () => string[];
}

/** What a page says once more is shown than its reader knew. */
export const announcementIn = (page: Page) =>
  page.getByRole('status').filter({ hasText: /^What is shown has been updated/ });

/** Opens a page, waits until it hears of changes, and looks on from then. */
export async function watchPage(page: Page, path: string): Promise<Watching> {
  const streaming = page.waitForResponse('**/api/live?*');
  await page.goto(path);
  expect((await streaming).status()).toBe(200);
  const disturbances: string[] = [];
  page.on('request', (request) => {
    const isPage = request.isNavigationRequest() || request.headers().rsc !== undefined;
    if (isPage) disturbances.push(request.url());
  });
  page.on('framenavigated', (frame) => disturbances.push(frame.url()));
  return {
    disturbances: () => disturbances,
    until: (text, state) =>
      page.evaluate(
        ([words, wanted]) =>
          new Promise<void>((resolve) => {
            const look = () => {
              const isThere = document.querySelector('main')?.innerHTML.includes(words) ?? false;
              if (isThere === (wanted === 'there')) resolve();
              else requestAnimationFrame(look);
            };
            look();
          }),
        [text, state] as const,
      ),
  };
}
