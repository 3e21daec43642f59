import { expect, type Page } from '@playwright/test';

/** A user who watches a page and does nothing, so that every change must appear by itself. */
export interface Watching {
  /** Waits until a text has appeared in the page's main part, or disappeared from it. */
  until: (text: string, state: 'there' | 'gone') => Promise<void>;
  /** What the user would notice: requests for documents and pages, and changed addresses. */
  disturbances: () => string[];
}

/** The page's announcement of a change. */
export const announcementIn = (page: Page) =>
  page.getByRole('status').filter({ hasText: /^What is shown has been updated/ });

/** Opens a page, waits until its stream is open, and watches it from then on. */
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
