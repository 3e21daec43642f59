import { create } from '@/prisma/factories';
import { expect, test } from './fixtures';
import { PersonPage } from './pages/person-page';
import { PlanDialog } from './pages/plan-dialog';
import { RemovalDialog } from './pages/removal-dialog';
import { tabTo } from './support/focus';
import { accessOf, makePersonWorld } from './support/person-world';
import { entriesOf, outcomesOf } from './support/removal-cases';
import { makeCompanyWorld } from './support/worlds';

/** The roles that each of the companies has, the newest removal first. */
const joinedRoles = (companies: readonly { name: string }[]) =>
  ['CoAdmin', 'CoShareholder']
    .flatMap((role) => companies.toReversed().map(({ name }) => `${role} of ${name}`))
    .join(', ');

test('a SUPERUSER removes all access of a person at once', async ({ page, db, callerAs, signInAs }) => {
  const { tag, user, omses, accounts, companies } = await makePersonWorld(db, { hasDefaults: true });
  const superuser = await create.user(db, { userName: `sue-${tag}`, permissions: ['SUPERUSER'] });
  const own = await callerAs(user);
  expect((await own.get('/operators', { maxRedirects: 0 })).status()).toBe(200);
  await signInAs(superuser);
  const person = new PersonPage(page, user);
  await person.open();
  const heading = page.getByRole('heading', { name: 'History' });
  const before = await heading.boundingBox();
  await person.choice('Select all').check();
  await expect(person.bar).toContainText('10 selected · 2 OMSs, 2 accounts, 4 roles, 1 permission, sign-in');
  expect(await heading.boundingBox(), 'nothing moves when the bar appears').toEqual(before);
  const sessions = person.choice(`End all sessions: ${user.userName}`);
  await expect(sessions, 'blocking sign-in includes them').toBeChecked();
  await expect(sessions).toBeDisabled();
  await person.clear.click();
  await person.removeAll.click();

  const dialog = new PlanDialog(page, user.userName);
  await expect(dialog.cancel).toBeFocused();
  const who = `${user.userName} (user ${user.id})`;
  await expect(dialog.steps).toContainText([
    ...omses
      .map(({ id, name }) => `${name} (OMS ${id})`)
      .map((words) => `${user.userName} (operator ${user.id}) will no longer manage ${words}.`),
    ...accounts
      .map(({ id, handle }) => `${handle} (account ${id})`)
      .map((words) => `${who} will no longer have access to ${words}.`),
    ...companies.map(({ name }) => `CoShareholder of ${name}`),
    ...companies.map(({ name }) => `CoAdmin of ${name}`),
    `${who} no longer holds the permission Operator.`,
    `${who} can no longer sign in, and all sessions end.`,
  ]);
  await expect(dialog.states).toHaveText([
    `OMSs${omses.map(({ name }) => name).join(', ')}None`,
    `Accounts${accounts.map(({ handle }) => handle).join(', ')}None`,
    `Company roles${companies.flatMap(({ name }) => [`CoAdmin of ${name}`, `CoShareholder of ${name}`]).join(', ')}None`,
    'PermissionsOperatorNone',
    'Sign-inCan sign in, 1 open sessionSign-in blocked',
  ]);
  await expect(dialog.root).toContainText(`Also clears the default OMS of ${user.userName}`);
  await expect(dialog.root).toContainText(`Also clears the default account of ${user.userName}`);
  await dialog.run({ reason: 'Left company', details: 'Ticket 4718' });
  await expect(dialog.typedName).toBeFocused();
  expect(await entriesOf(db, superuser)).toEqual([]);

  await dialog.typedName.fill(user.userName);
  await expect(dialog.confirm).toHaveText('Remove access: 10 steps');
  await dialog.confirm.click();
  await expect(dialog.status).toHaveText('10 of 10 done.');
  await expect(dialog.step('Done')).toHaveCount(10);
  await expect(dialog.close).toBeFocused();
  expect(await accessOf(db, user)).toEqual({
    omses: 0,
    accounts: 0,
    roles: 0,
    permissions: 0,
    sessions: 0,
    mayTryToSignIn: false,
  });
  const entries = await entriesOf(db, superuser);
  expect(entries.map(({ call }) => call)).toEqual([
    'RemoveOperatorOMS',
    'RemoveOperatorOMS',
    'RemoveUserAccount',
    'RemoveUserAccount',
    ...Array.from({ length: 4 }, () => 'RemoveUserRole'),
    'RevokeUserPermission',
    'SetUserInfo',
  ]);
  for (const entry of entries) {
    expect(entry).toMatchObject({
      outcome: 'done',
      subjectUserId: user.id,
      reasonCode: 'left_company',
      reasonText: 'Ticket 4718',
    });
  }
  expect((await own.get('/operators', { maxRedirects: 0 })).status()).toBe(307);
  expect((await own.get('/api/lists/operators')).status()).toBe(401);

  const restore = dialog.root.getByRole('button', { name: 'Restore: ' });
  await expect(restore).toHaveCount(8);
  await dialog.root.getByRole('button', { name: `Restore: Account ${accounts[0].id}, ` }).click();
  const restoring = new RemovalDialog(page, 'Restore');
  await restoring.run({ reason: 'Other', details: 'This one stays' });
  await expect(restoring.root).toBeHidden();
  expect(await accessOf(db, user)).toMatchObject({ omses: 0, accounts: 1, roles: 0 });
  await expect(dialog.root.locator(':focus'), 'the button that opened it is gone').toHaveCount(1);
  await expect(dialog.step('Restored')).toHaveCount(1);

  await expect(dialog.root.getByRole('link', { name: 'View 10 entries' })).toHaveAttribute(
    'href',
    `/audit?entries=${entries.map(({ seq }) => seq).join()}`,
  );
  const restoreAll = dialog.root.getByRole('button', { name: 'Restore all' });
  await restoreAll.click();
  const rest = new RemovalDialog(page, 'Restore 7 removals');
  await expect(rest.root.getByRole('listitem')).toHaveCount(7);
  const skipped = rest.root.getByRole('listitem').filter({ hasText: 'Skipped: ' });
  await expect(skipped).toContainText(Array(2).fill('does not hold the permission Operator any more'));
  await expect(rest.root.getByRole('row').last()).toContainText(
    `${user.userName}None of these${joinedRoles(companies)}, ${accounts[1].handle}`,
  );
  await expect(rest.root.getByRole('button', { name: 'Restore 5 removals' })).toBeVisible();
  await rest.cancel.click();
  await expect(restoreAll).toBeFocused();

  await dialog.close.click();
  await expect(person.heading).toBeFocused();
  await expect(person.bar).toHaveCount(0);
  await expect(person.access.getByRole('listitem')).toHaveCount(1);
  await expect(person.rows('Account')).toContainText(accounts[0].handle);
  await expect(page.getByRole('main').getByText('Sign-in blocked', { exact: true })).toBeVisible();
  await expect(person.history, 'the newest of them').toHaveCount(10);
  await db.user.update({ where: { id: user.id }, data: { defaultAccountId: null } });
  await db.userAccount.deleteMany({ where: { userId: user.id } });
  await person.open();
  await expect(person.access).toContainText(/No access left · verified \d{1,2} \w{3,4}, \d\d:\d\d/);
  await expect(person.access).toContainText('Showing: everything');
  await page.getByRole('link', { name: 'All 11 entries in the audit log' }).click();
  await expect(page).toHaveURL(`/audit?subject=${user.id}`);
});

test('a CoAdmin can remove both of their own roles in one plan', async ({ page, db, signInAs }) => {
  const { company, cara, dan } = await makeCompanyWorld(db);
  await db.companyRole.create({ data: { companyId: company.id, userId: cara.id, role: 'CoShareholder' } });
  await signInAs(cara);
  const person = new PersonPage(page, cara);
  await person.open();
  await person.chooseKinds('Company role');
  const dialog = new PlanDialog(page, cara.userName);
  await expect(dialog.warning).toContainText(`This is you. You will no longer manage ${company.name}.`);
  await dialog.run({ reason: 'Role change', typedName: cara.userName });
  await expect(dialog.status).toHaveText('2 of 2 done.');
  await expect(dialog.close).toBeFocused();
  await dialog.close.click();
  await expect(person.heading).toHaveText('Page not found');
  await expect(page.getByRole('navigation', { name: 'Console' }).getByRole('link')).toHaveText(['Overview']);
  expect(await accessOf(db, cara)).toMatchObject({ roles: 0 });
  expect(await accessOf(db, dan)).toMatchObject({ roles: 1 });
  expect((await entriesOf(db, cara)).map(({ outcome, target }) => [outcome, target])).toEqual(
    ['CoShareholder', 'CoAdmin'].map((role) => ['done', expect.stringContaining(` · ${role} · `)]),
  );
});

test('a plan can be chosen, reviewed, confirmed and closed by keyboard alone', async ({
  page,
  db,
  signInAs,
}) => {
  const { tag, user, omses } = await makePersonWorld(db);
  const operator = await create.user(db, { userName: `olga-${tag}`, permissions: ['Operator'] });
  await signInAs(operator);
  const person = new PersonPage(page, user);
  await person.open();
  const [first, second] = omses.map(({ id, name }) =>
    person.choice(`Unassign operator: OMS ${id}, ${name}`),
  ) as [typeof person.review, typeof person.review];
  for (const choice of [first, second]) {
    await tabTo(page, choice);
    await page.keyboard.press('Space');
    await expect(choice).toBeChecked();
  }
  await expect(person.bar.getByRole('status')).toHaveText('2 selected');
  await page.keyboard.press('Space');
  await expect(second).not.toBeChecked();
  await tabTo(page, person.review);
  await page.keyboard.press('Enter');

  const dialog = new PlanDialog(page, user.userName, 'Unassign operator');
  await expect(dialog.confirm).toBeVisible();
  await expect(dialog.cancel).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(dialog.root).toBeHidden();
  await expect(person.review).toBeFocused();
  expect(await outcomesOf(db, operator)).toEqual([]);

  await page.keyboard.press('Enter');
  await expect(dialog.cancel).toBeFocused();
  await tabTo(page, dialog.reason);
  await page.keyboard.type('Role');
  await tabTo(page, dialog.confirm);
  await page.keyboard.press('Enter');
  await expect(dialog.status).toHaveText('1 of 1 done.');
  await expect(dialog.close).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(dialog.root).toBeHidden();
  await expect(person.heading).toBeFocused();
  await expect(first).toHaveCount(0);
  expect(await accessOf(db, user)).toMatchObject({ omses: 1 });
  expect(await outcomesOf(db, operator)).toEqual(['done']);
});
