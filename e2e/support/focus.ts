import { expect, type Locator, type Page } from '@playwright/test';

/**
 * Walks through a page by Tab, and checks the focused element at each step.
 *
 * @returns the elements whose focus was not visible: covered, clipped, outside the window, or not marked
 */
export async function unseenFocus(page: Page, steps: number): Promise<string[]> {
  const unseen: string[] = [];
  for (let step = 0; step < steps; step += 1) {
    await page.keyboard.press('Tab');
    const problem = await page.evaluate(() => {
      const element = document.activeElement;
      if (!element || element === document.body) return null;
      const { x, y, width, height } = element.getBoundingClientRect();
      const top = document.elementFromPoint(x + width / 2, y + height / 2);
      const isCovered = !top || !(element.contains(top) || top.contains(element));
      // Fields show the focus by their border.
      const isMarked =
        element.matches('input, select, textarea') || getComputedStyle(element).outlineStyle !== 'none';
      return isCovered || !isMarked ? `${element.tagName} ${element.textContent}` : null;
    });
    if (problem !== null) unseen.push(problem);
  }
  return unseen;
}

const MOST_STEPS = 60;

/** Presses Tab until the target has the focus. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let step = 0; step < MOST_STEPS; step += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  await expect(target, `is not reached by ${MOST_STEPS} steps`).toBeFocused();
}
