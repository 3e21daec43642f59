import type { Locator } from '@playwright/test';
import { test as base, expect } from '../fixtures';
import { ListPage } from '../pages/list-page';
import { RemovalDialog } from '../pages/removal-dialog';
import type { RemovalCase, Scene } from './removal-cases';

export { expect };

interface OpenedList {
  scene: Scene;
  list: ListPage;
  sessionId: string;
}

interface Opened extends OpenedList {
  dialog: RemovalDialog;
  /** The button that opened the dialog. */
  button: Locator;
  /** The message that says it was done. */
  message: Locator;
}

interface How {
  isUnusual?: boolean;
  /** The usual console by default. */
  origin?: string;
}

/** A test that begins with the list, or the dialog, of a removal just opened, by a user with the right. */
export const test = base.extend<{
  openList: (removal: RemovalCase, how?: How) => Promise<OpenedList>;
  openRemoval: (removal: RemovalCase, how?: How) => Promise<Opened>;
}>({
  openList: async ({ page, db, signInAs }, use) => {
    await use(async ({ make, path }, { isUnusual = false, origin = '' } = {}) => {
      const scene = await make(db);
      if (isUnusual) await scene.makeUnusual();
      const { sessionId } = await signInAs(scene.actor);
      const list = new ListPage(page, origin + path);
      await list.open({ search: scene.tag });
      return { scene, list, sessionId };
    });
  },

  openRemoval: async ({ page, openList }, use) => {
    await use(async (removal, how) => {
      const opened = await openList(removal, how);
      const button = opened.list.button(removal.verb, opened.scene.rowName);
      await button.click();
      const dialog = new RemovalDialog(page, removal.verb);
      await expect(dialog.confirm).toBeVisible();
      const message = page.getByRole('status').filter({ hasText: opened.scene.done });
      return { ...opened, dialog, button, message };
    });
  },
});
