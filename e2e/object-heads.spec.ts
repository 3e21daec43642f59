import { create } from '@/prisma/factories';
import { expect, test } from './fixtures';
import { ListPage } from './pages/list-page';
import { RemovalDialog } from './pages/removal-dialog';
import { expectAccessible } from './support/accessibility';
import { makeAccountWorld } from './support/worlds';

test('the list of one OMS’s operators is about that OMS, says when nobody is left, and offers to restore', async ({
  page,
  db,
  openElsewhere,
  asOperator: { tag, oms, ada, ben, actor, list },
}) => {
  await create.account(db, { omsId: oms.id });
  await list.open({ oms: String(oms.id) });
  const main = page.getByRole('main');
  const box = page.getByRole('region', { name: 'Needs attention' });
  await expect(list.heading).toHaveText(oms.name);
  await expect(page.getByRole('navigation', { name: 'Breadcrumbs' })).toHaveText(`Operators${oms.name}`);
  await expect(main).toContainText('2 operators');
  await expect(main).toContainText(`OMS ${oms.id} · 1 account trades here`);
  await expect(box).toBeHidden();

  await db.operatorOms.deleteMany({ where: { operatorId: ben.id } });
  await list.button('Unassign operator', `${ada.userName}, ${oms.name}`).click();
  await new RemovalDialog(page, 'Unassign operator').run({ reason: 'Role change', typedName: oms.name });
  await expect(box).toContainText(
    new RegExp(
      `Nobody manages this OMS\\. The last removal that you can see: ${ada.userName} was unassigned .+ by ${actor.userName} \\(Role change\\)\\.`,
    ),
  );
  await expect(main).toContainText('No operator');
  await expect(page.getByRole('heading', { name: 'No operator is assigned' })).toBeVisible();
  await expectAccessible(page);

  const overseer = await create.user(db, { userName: `petra-${tag}`, permissions: ['PlatformAdmin'] });
  const elsewhere = await openElsewhere(overseer);
  await new ListPage(elsewhere, '/operators').open({ oms: String(oms.id) });
  const otherBox = elsewhere.getByRole('region', { name: 'Needs attention' });
  await expect(otherBox).toContainText(`Nobody manages this OMS. ${ada.userName} was unassigned`);
  await expect(otherBox).toContainText('Assigning is done through the API by an Operator: AddOperatorOMS.');
  await expect(otherBox.getByRole('button')).toHaveCount(0);

  await box.getByRole('button', { name: 'Restore' }).click();
  await new RemovalDialog(page, 'Restore').run({ reason: 'Removed by mistake' });
  await expect(list.rows).toHaveCount(1);
  await expect(box).toBeHidden();
  await expect(main).toContainText('1 operator who can sign in');
  // The page that others have open follows.
  await expect(otherBox).toBeHidden();

  await expect(page).toHaveTitle(`${oms.name} · Operators · Access Console`);
  await page.getByRole('link', { name: 'History' }).click();
  await expect(page).toHaveURL(`/audit?oms=${oms.id}`);
  await expect(page).toHaveTitle('Audit log · Access Console');
  const log = new ListPage(page, '/audit');
  await expect(log.chip('OMS', oms.name)).toBeVisible();
  await expect(log.count).toHaveText('2 entries');
  await page.goBack();

  // The titles follow the filter, although the page is not loaded again.
  await page.getByRole('button', { name: `Remove the filter OMS: ${oms.name}` }).click();
  await expect(list.heading).toHaveText('Operators');
  await expect(page).toHaveTitle('Operators · Access Console');
  await (await list.filter('OMS')).fill(oms.name);
  await page.getByRole('option', { name: oms.name }).click();
  await expect(page).toHaveTitle(`${oms.name} · Operators · Access Console`);
  await page.keyboard.press('Escape');
  await page.getByRole('link', { name: 'Overview', exact: true }).click();
  await expect(page).toHaveTitle('Overview · Access Console');
});

test('the list of one account’s users is about that account, and an unknown one is the whole list', async ({
  page,
  db,
  signInAs,
}) => {
  const { oms, account, actor, ada, ben } = await makeAccountWorld(db);
  await signInAs(actor);
  const list = new ListPage(page, '/account-links');
  const main = page.getByRole('main');
  await db.user.update({ where: { id: ben.id }, data: { emailVerified: false } });
  await list.open({ account: String(account.id) });
  await expect(list.heading).toHaveText(account.handle);
  await expect(main).toContainText('1 user who can sign in');
  await expect(main).toContainText(`Account ${account.id} · OMS ${oms.name}`);
  await list.button('Unlink user', `${ada.userName}, ${account.handle}`).click();
  const dialog = new RemovalDialog(page, 'Unlink user');
  await expect(dialog.warning).toContainText(
    `Others are blocked. None of the remaining users of ${account.handle} can sign in.`,
  );
  await dialog.cancel.click();
  await db.userAccount.deleteMany({ where: { userId: ada.id } });
  await page.reload();
  const box = page.getByRole('region', { name: 'Needs attention' });
  await expect(box).toHaveText(
    'Nobody who can sign in can use this account. Linking is done through the API by an Operator: AddUserAccount.',
  );
  await list.open({ account: '2147483647' });
  await expect(list.heading).toHaveText('Account links');
  await expect(page.getByRole('heading', { name: 'No user is linked' })).toBeVisible();
});
