import type { Locator } from '@playwright/test';
import { create } from '@/prisma/factories';
import { ListPage } from './pages/list-page';
import { RemovalDialog } from './pages/removal-dialog';
import { entriesOf, removalCase } from './support/removal-cases';
import { expect, test } from './support/removal-test';
import { makeAccountWorld } from './support/worlds';

const REASON = { reason: 'Clean-up' };

/** Whether a click in the middle of the element would reach it. */
const isOnTop = (element: Locator) =>
  element.evaluate((it) => {
    const { x, y, width, height } = it.getBoundingClientRect();
    return it.contains(document.elementFromPoint(x + width / 2, y + height / 2));
  });

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 } });

  test('several removals share one message, which never lies over the next dialog’s last button', async ({
    page,
    db,
    signInAs,
  }) => {
    const { tag, account, actor, ada, ben } = await makeAccountWorld(db);
    const third = await create.user(db, { userName: `cem-${tag}` });
    const fourth = await create.user(db, { userName: `dora-${tag}` });
    for (const { id } of [third, fourth]) await create.link(db, { userId: id, accountId: account.id });
    await signInAs(actor);
    const list = new ListPage(page, '/account-links');
    await list.open({ search: tag });
    const dialog = new RemovalDialog(page, 'Unlink user');
    for (const { userName } of [ada, ben, third]) {
      await list.button('Unlink user', `${userName}, ${account.handle}`).click();
      await dialog.run(REASON);
      await expect(dialog.root).toBeHidden();
    }
    const message = page.locator('[data-message]');
    await expect(message).toContainText(`3 users unlinked from ${account.handle}`);

    await list.button('Unlink user', `${fourth.userName}, ${account.handle}`).click();
    await dialog.fill(REASON);
    await dialog.confirm.scrollIntoViewIfNeeded();
    expect(await isOnTop(dialog.confirm)).toBe(true);
    await expect(message).toBeHidden();
    await dialog.cancel.click();
    await expect(message).toBeVisible();

    const removed = (await entriesOf(db, actor)).map(({ seq }) => seq);
    await expect(message.getByRole('link', { name: 'View' })).toHaveAttribute(
      'href',
      `/audit?entries=${removed.join()}`,
    );
    const restoreAll = message.getByRole('button', { name: 'Restore all' });
    const dismiss = message.getByRole('button', { name: 'Dismiss' });
    const [first, last] = [await restoreAll.boundingBox(), await dismiss.boundingBox()];
    expect(Math.abs((first?.y ?? 0) - (last?.y ?? 99)), 'the controls share a line').toBeLessThan(12);
    await restoreAll.click();
    const restoring = new RemovalDialog(page, 'Restore 3 removals');
    await expect(restoring.root.getByRole('row').last()).toHaveText(
      `${account.handle}None of these${[third, ben, ada].map(({ userName }) => userName).join(', ')}`,
    );
    expect(await isOnTop(restoring.confirm)).toBe(true);
    await restoring.cancel.click();
    await expect(restoreAll, 'the offer stays').toBeFocused();
    expect(await db.userAccount.count({ where: { accountId: account.id } })).toBe(1);
    await restoreAll.press('Enter');
    await restoring.run({ reason: 'Removed by mistake' });
    await expect(restoring.root.getByRole('status')).toHaveText('3 of 3 done.');
    await restoring.close.click();
    await expect(message).toBeEmpty();
    await expect(list.heading).toBeFocused();
    const entries = await entriesOf(db, actor);
    expect(entries.slice(3).map(({ restores }) => restores)).toEqual(removed.toReversed());
    expect(await db.userAccount.count({ where: { accountId: account.id } })).toBe(4);
  });
});

test('a message goes after ten seconds, but waits for the focus, and for a dialog to close', async ({
  page,
  db,
  openRemoval,
}) => {
  const { scene, dialog, message } = await openRemoval(removalCase('RemoveOperatorOMS'));
  await dialog.run(REASON);
  const restore = message.getByRole('button', { name: 'Restore' });
  await expect(restore).toBeVisible();
  await page.clock.install();
  await page.keyboard.press('F6');
  await expect(restore).toBeFocused();
  await page.clock.runFor(15_000);
  await expect(restore).toBeFocused();
  await page.keyboard.press('Tab');
  const viewEntry = message.getByRole('link', { name: 'View entry' });
  await expect(viewEntry).toBeFocused();
  const [removed] = await entriesOf(db, scene.actor);
  await expect(viewEntry).toHaveAttribute('href', `/audit/${removed?.seq}`);

  await restore.press('Enter');
  const restoring = new RemovalDialog(page, 'Restore');
  for (const part of scene.target.split(' · ')) await expect(restoring.root).toContainText(part);
  await expect(message).toBeHidden();
  await page.clock.runFor(15_000);
  await restoring.cancel.click();
  await expect(restore).toBeFocused();

  await page.getByRole('heading', { level: 1 }).focus();
  await page.clock.runFor(15_000);
  await expect(message).toHaveCount(0);
});
