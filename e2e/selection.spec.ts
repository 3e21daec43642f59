import type { Page } from '@playwright/test';
import { create } from '@/prisma/factories';
import { expect, test } from './fixtures';
import { ListPage } from './pages/list-page';
import { expectAccessible } from './support/accessibility';
import { makeAccountWorld } from './support/worlds';

const box = (page: Page, name: string) =>
  page.getByRole('checkbox', { name: `Select: ${name}`, exact: true });

test('three users of one account are unlinked with one dialog, in six clicks', async ({
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
  await box(page, `${ada.userName}, ${account.handle}`).click();
  const bar = page.getByRole('region', { name: 'Selected rows' });
  await expect(bar.getByRole('status')).toHaveText('1 selected');
  await box(page, `${cem.userName}, ${account.handle}`).click({ modifiers: ['Shift'] });
  await expect(bar.getByRole('status')).toHaveText('3 selected');
  await expect(box(page, `${ben.userName}, ${account.handle}`)).toBeChecked();
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
  await dialog.getByRole('button', { name: 'Close' }).last().click();
  await expect(bar).toHaveCount(0);
  expect(await db.userAccount.count({ where: { accountId: account.id } })).toBe(0);
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
  await bar.getByRole('button', { name: 'Select all 30 that match' }).click();
  await expect(bar.getByRole('status')).toHaveText('30 selected');
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
