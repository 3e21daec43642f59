import { create } from '@/prisma/factories';
import { expect, test } from './fixtures';
import { ListPage } from './pages/list-page';
import { RemovalDialog } from './pages/removal-dialog';
import { expectAccessible } from './support/accessibility';
import { entriesOf } from './support/removal-cases';
import { makeAccountWorld } from './support/worlds';

test('three users of one account are unlinked with one dialog, in six clicks, and restored with one more', async ({
  page,
  db,
  signInAs,
}) => {
  const { tag, account, actor, ada, ben } = await makeAccountWorld(db);
  const cem = await create.user(db, { userName: `cem-${tag}` });
  await create.link(db, { userId: cem.id, accountId: account.id });
  await signInAs(actor);
  const list = new ListPage(page, '/account-links');
  await list.open({ account: String(account.id) });
  await expect(list.rows).toHaveCount(3);

  // 1: the first, 2: with Shift all up to the last, 3: the review.
  await list.box(`${ada.userName}, ${account.handle}`).click();
  const bar = page.getByRole('region', { name: 'Selected rows' });
  await expect(bar.getByRole('status')).toHaveText('1 selected');
  await list.box(`${cem.userName}, ${account.handle}`).click({ modifiers: ['Shift'] });
  await expect(bar.getByRole('status')).toHaveText('3 selected');
  await expect(list.box(`${ben.userName}, ${account.handle}`)).toBeChecked();
  const review = bar.getByRole('button', { name: 'Unlink 3 users' });
  await review.click();

  const dialog = page.getByRole('dialog', { name: 'Unlink 3 users' });
  await expect(dialog.getByRole('listitem')).toHaveCount(3);
  await expectAccessible(page);
  // 4 and 5: the reason. 6: the last button. The name is typed, since nobody is left afterwards.
  await dialog.getByLabel('Reason').selectOption('Clean-up');
  const name = dialog.getByLabel('Handle of the account');
  await name.fill(account.handle);
  await dialog.getByRole('button', { name: 'Unlink 3 users' }).click();
  await expect(dialog.getByRole('status')).toHaveText('3 of 3 done.');
  await expect(bar).toHaveCount(0);
  const linked = () => db.userAccount.count({ where: { accountId: account.id } });
  expect(await linked()).toBe(0);

  const restoreAll = dialog.getByRole('button', { name: 'Restore all' });
  await restoreAll.click();
  const restoring = new RemovalDialog(page, 'Restore 3 removals');
  await expect(restoring.root.getByRole('listitem')).toHaveCount(3);
  await expectAccessible(page);
  await restoring.cancel.click();
  await expect(restoreAll, 'the offer stays').toBeFocused();
  await restoreAll.press('Enter');
  await restoring.run({ reason: 'Removed by mistake', details: 'ACC-12' });
  await expect(restoring.root.getByRole('status')).toHaveText('3 of 3 done.');
  expect(await linked()).toBe(3);
  const entries = await entriesOf(db, actor);
  expect(entries.slice(3).map(({ restores, reasonText }) => [restores, reasonText])).toEqual(
    entries
      .slice(0, 3)
      .toReversed()
      .map(({ seq }) => [seq, 'ACC-12']),
  );
  await restoring.close.click();
  await expect(dialog.locator(':focus'), 'the button that opened it is gone').toHaveCount(1);
  await expect(dialog.getByRole('listitem').filter({ hasText: 'Restored' })).toHaveCount(3);
  await expect(dialog.getByRole('button', { name: 'Restore' })).toHaveCount(0);
  await dialog.getByRole('link', { name: 'View 3 entries' }).click();
  const removed = entries.slice(0, 3).map(({ seq }) => seq);
  await expect(page).toHaveURL(`/audit?entries=${removed.join()}`);
  await expect(page.getByRole('dialog')).toHaveCount(0);
  const shown = page.getByRole('table', { name: 'entries' }).getByRole('link');
  await expect(shown).toHaveText(Array(3).fill(/^unlinked /));
  const chip = page.getByRole('button', { name: `Remove the filter Entries: ${removed.join()}` });
  await chip.press('Delete');
  await expect(page).toHaveURL('/audit');
});

test('the box of the head selects the page, the bar all that match, and Clear nothing', async ({
  page,
  asOperatorOfMany,
}) => {
  const { tag, list } = await asOperatorOfMany(30);
  await list.open({ search: tag, size: '25' });
  await expect(list.rows).toHaveCount(25);
  const head = page.getByRole('checkbox', { name: 'Select all on this page' });
  await head.focus();
  await page.keyboard.press('Space');
  const bar = page.getByRole('region', { name: 'Selected rows' });
  await expect(bar.getByRole('status')).toHaveText('25 selected');
  await page.route('**/api/lists/operators?*', (route) => route.abort(), { times: 1 });
  await bar.getByRole('button', { name: 'Select all 30 that match' }).click();
  await bar.getByRole('button', { name: 'Couldn’t select all. Try again' }).click();
  await expect(bar.getByRole('status')).toHaveText('30 selected');
  await expect(bar.getByRole('button', { name: 'Select all' })).toHaveCount(0);
  await expect(bar.getByRole('button', { name: 'Unassign 30 operators' })).toBeVisible();
  await bar.getByRole('button', { name: 'Clear' }).click();
  await expect(bar).toHaveCount(0);
  await expect(head).not.toBeChecked();
});

test('without the right to remove there are no boxes', async ({ page, db, signInAs }) => {
  await signInAs(await create.user(db, { permissions: ['PlatformAdmin'] }));
  await page.goto('/operators');
  await expect(page.getByRole('row').nth(1)).toBeVisible();
  await expect(page.getByRole('checkbox')).toHaveCount(0);
});
