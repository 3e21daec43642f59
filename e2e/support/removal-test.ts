import type { Locator } from '@playwright/test';
import { test as base, expect } from '../fixtures';
import { ListPage } from '../pages/list-page';
import { RemovalDialog } from '../pages/removal-dialog';
import type { RemovalCase, Scene } from './removal-cases';

export { expect };

interface Opened {
  scene: Scene;
  list: ListPage;
  dialog: RemovalDialog;
  /** The button that opened the dialog. */
  button: Locator;
  /** The message that says it was done. */
  message: Locator;
  sessionId: string;
}

/** A test that begins with the dialog of a removal just opened, by a user with the right. */
export const test = base.extend<{
  openRemoval: (removal: RemovalCase, how?: { isUnusual?: boolean }) => Promise<Opened>;
}>({
  openRemoval: async ({ page, db, signInAs }, use) => {
    await use(async ({ make, path, verb }, { isUnusual = false } = {}) => {
      const scene = await make(db);
      if (isUnusual) await scene.makeUnusual();
      const { sessionId } = await signInAs(scene.actor);
      const list = new ListPage(page, path);
      await list.open({ search: scene.tag });
      const button = list.button(verb, scene.rowName);
      await button.click();
      const dialog = new RemovalDialog(page, verb);
      await expect(dialog.confirm).toBeVisible();
      const message = page.getByRole('status').filter({ hasText: scene.done });
      return { scene, list, dialog, button, message, sessionId };
    });
  },
});
