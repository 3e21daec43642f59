import type { Page } from '@playwright/test';

/**
 * Counts what a person does with the pointer from now on, on all pages that follow: clicks, and each choice in a
 * list of options as one. Typing is not counted.
 *
 * @returns the number so far
 */
export async function countClicks(page: Page): Promise<() => number> {
  let count = 0;
  await page.exposeFunction('countClick', () => {
    count += 1;
  });
  await page.addInitScript(() => {
    const add = () => (window as unknown as { countClick: () => void }).countClick();
    window.addEventListener('pointerdown', add, true);
    window.addEventListener(
      'change',
      ({ target }) => {
        if (target instanceof HTMLSelectElement) add();
      },
      true,
    );
  });
  return () => count;
}
