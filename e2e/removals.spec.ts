import type { Page } from '@playwright/test';
import { ListPage } from './pages/list-page';
import type { RemovalDialog } from './pages/removal-dialog';
import { entriesOf, removalCases } from './support/removal-cases';
import { expect, test } from './support/removal-test';

const leavings: [string, (dialog: RemovalDialog, page: Page) => Promise<void>][] = [
  ['Cancel', (dialog) => dialog.cancel.click()],
  ['the closing cross', (dialog) => dialog.cross.click()],
  ['Escape', (_, page) => page.keyboard.press('Escape')],
];

for (const removal of removalCases) {
  test.describe(removal.call, () => {
    test('the button leads to the removed row, the message and the audit entry', async ({
      page,
      db,
      openRemoval,
    }) => {
      const { scene, list, dialog, button, message, sessionId } = await openRemoval(removal);
      await expect(dialog.cancel).toBeFocused();
      await dialog.run({ reason: 'Customer request', details: 'Ticket 4711' });

      await expect(message).toBeVisible();
      await expect(dialog.root).toBeHidden();
      await expect(button).toHaveCount(0);
      await expect(list.button(removal.verb, scene.nextRowName)).toBeFocused();
      expect(await scene.isThere()).toBe(false);

      const entries = await entriesOf(db, scene.actor);
      expect(entries).toHaveLength(1);
      expect(entries[0]).toMatchObject({
        call: removal.call,
        outcome: 'done',
        errorCode: 0,
        target: scene.target,
        door: 'console',
        actorName: scene.actor.userName,
        sessionId,
        reasonCode: 'customer_request',
        reasonText: 'Ticket 4711',
        before: scene.before,
        after: scene.after,
      });
      const audit = new ListPage(page, '/audit');
      await audit.open({ search: scene.tag });
      const entry = audit.row(scene.actor.userName, scene.said, 'Customer request, Ticket 4711');
      await expect(entry).toHaveCount(1);
      await expect(entry.getByRole('link')).toHaveAttribute('title', `${removal.call}: ${scene.target}`);
    });

    for (const [name, leave] of leavings) {
      test(`${name} changes nothing and returns the focus`, async ({ page, db, openRemoval }) => {
        const { scene, dialog, button } = await openRemoval(removal);
        await dialog.fill({ details: 'Never mind' });
        await leave(dialog, page);
        await expect(dialog.root).toBeHidden();
        await expect(button).toBeFocused();
        expect(await scene.isThere()).toBe(true);
        expect(await entriesOf(db, scene.actor)).toEqual([]);
      });
    }

    test('Enter in a field removes nothing', async ({ page, db, openRemoval }) => {
      const { scene, dialog } = await openRemoval(removal, { isUnusual: true });
      await dialog.fill({ typedName: scene.nameToType });
      await dialog.typedName.press('Enter');
      await dialog.details.press('Enter');
      // Escape closes the dialog only while no removal is running.
      await page.keyboard.press('Escape');
      await expect(dialog.root).toBeHidden();
      expect(await scene.isThere()).toBe(true);
      expect(await entriesOf(db, scene.actor)).toEqual([]);
    });

    test('the dialog requires a reason, details for Other, and the name', async ({ db, openRemoval }) => {
      const { scene, dialog, message } = await openRemoval(removal, { isUnusual: true });
      await expect(dialog.warning).toContainText(scene.warning);
      await dialog.confirm.click();
      await expect(dialog.reason).toBeFocused();
      await expect(dialog.reason).toHaveAccessibleDescription('Choose a reason.');

      await dialog.run({ reason: 'Other', details: '   ' });
      await expect(dialog.details).toBeFocused();
      await expect(dialog.details).toHaveAccessibleDescription(/Say what the reason is\./);

      await dialog.run({ reason: 'Other', details: 'Told so', typedName: scene.nameToType.toUpperCase() });
      await expect(dialog.typedName).toBeFocused();
      await expect(dialog.typedName).toHaveAccessibleDescription(
        new RegExp(`Doesn’t match “${scene.nameToType}”`),
      );
      expect(await entriesOf(db, scene.actor)).toEqual([]);

      await dialog.typedName.fill(scene.nameToType);
      await dialog.confirm.click();
      await expect(message).toBeVisible();
      expect(await scene.isThere()).toBe(false);
    });
  });
}
