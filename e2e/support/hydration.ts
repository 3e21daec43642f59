import type { Page } from '@playwright/test';

/**
 * Waits until React has hydrated a page that came from the server: until then it is visible, but clicks, keys and
 * choices in it are lost. React stores its root in a property of the document whose name is generated.
 */
export async function untilHydrated(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const name = Object.keys(document).find((key) => key.startsWith('__reactContainer$'));
    const root = name && Reflect.get(document, name)?.stateNode?.current?.memoizedState;
    return Boolean(root) && root.isDehydrated === false;
  });
}
