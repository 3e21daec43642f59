import type { Page } from '@playwright/test';
import { create } from '@/prisma/factories';
import { expect, test } from './fixtures';
import { ListPage } from './pages/list-page';
import { OverviewPage } from './pages/overview-page';
import { PersonPage } from './pages/person-page';
import { PlanDialog } from './pages/plan-dialog';
import { RemovalDialog } from './pages/removal-dialog';
import { SearchPalette } from './pages/search-palette';
import { countClicks } from './support/clicks';
import { accessOf, makePersonWorld } from './support/person-world';
import { makeAccountWorld, makeOperatorWorld, makeTag } from './support/worlds';

/** Goes to a thing by the keyboard alone. */
async function find(page: Page, term: string, option: string): Promise<void> {
  const palette = new SearchPalette(page);
  await page.goto('/people');
  await page.keyboard.press('Control+k');
  await palette.field.fill(term);
  await expect(palette.options.first()).toContainText(option);
  await palette.field.press('Enter');
  await expect(palette.root).toHaveCount(0);
}

test('three clicks unassign an operator of an OMS', async ({ page, db, signInAs }) => {
  const { oms, actor, ada } = await makeOperatorWorld(db);
  await signInAs(actor);
  const clicks = await countClicks(page);
  await find(page, `OMS ${oms.id}`, oms.name);
  await new ListPage(page, '/operators').button('Unassign operator', `${ada.userName}, ${oms.name}`).click();
  const dialog = new RemovalDialog(page, 'Unassign operator');
  await dialog.run();
  await expect(dialog.root).toHaveCount(0);
  expect(await db.operatorOms.count({ where: { omsId: oms.id } })).toBe(1);
  expect(clicks()).toBe(3);
});

test('three clicks remove everything from a person, and a fourth has the evidence', async ({
  page,
  db,
  signInAs,
}) => {
  const { tag, user } = await makePersonWorld(db);
  await signInAs(await create.user(db, { userName: `sue-${tag}`, permissions: ['SUPERUSER'] }));
  const clicks = await countClicks(page);
  await find(page, user.userName, user.userName);
  const person = new PersonPage(page, user);
  await person.removeAll.click();
  const plan = new PlanDialog(page, user.userName);
  await plan.run({ typedName: user.userName });
  await expect(plan.status).toHaveText('10 of 10 done.');
  expect(await accessOf(db, user)).toMatchObject({ accounts: 0, roles: 0, mayTryToSignIn: false });
  expect(clicks()).toBe(3);
  await expect(plan.close).toBeFocused();
  await page.keyboard.press('Enter');
  await page.getByRole('link', { name: 'Export evidence as printable page' }).click();
  expect(clicks()).toBe(4);
});

test('five clicks unlink three users from an account', async ({ page, db, signInAs }) => {
  const { tag, account, actor, ada } = await makeAccountWorld(db);
  const cem = await create.user(db, { userName: `cem-${tag}` });
  await create.link(db, { userId: cem.id, accountId: account.id });
  await signInAs(actor);
  const clicks = await countClicks(page);
  await find(page, account.handle, account.handle);
  const list = new ListPage(page, '/account-links');
  await list.box(`${ada.userName}, ${account.handle}`).click();
  await list.box(`${cem.userName}, ${account.handle}`).click({ modifiers: ['Shift'] });
  await page.getByRole('button', { name: 'Unlink 3 users' }).click();
  const dialog = new RemovalDialog(page, 'Unlink 3 users');
  await dialog.run({ typedName: account.handle });
  await expect(dialog.root.getByRole('status')).toHaveText('3 of 3 done.');
  expect(await db.userAccount.count({ where: { accountId: account.id } })).toBe(0);
  expect(clicks()).toBe(5);
});

test('five clicks take everything from eight blocked people who still have access', async ({
  page,
  db,
  signInAs,
}) => {
  const tag = makeTag();
  const oms = await create.oms(db, { name: `Venue ${tag}` });
  const people = await Promise.all(
    Array.from({ length: 8 }, async (_, index) => {
      const user = await create.user(db, {
        userName: `blocked-${index}-${tag}`,
        permissions: index === 1 ? ['Operator'] : [],
        emailVerified: false,
      });
      for (const letter of ['a', 'b']) {
        const account = await create.account(db, { handle: `${letter}${index}-${tag}`, omsId: oms.id });
        await create.link(db, { userId: user.id, accountId: account.id });
      }
      return user;
    }),
  );
  const company = await create.company(db, { name: `Company ${tag}` });
  const [first, second] = people.map(({ id }) => id) as [number, number];
  await create.role(db, { companyId: company.id, userId: first, role: 'CoAgent' });
  await create.assignment(db, { operatorId: second, omsId: oms.id });
  await signInAs(await create.user(db, { userName: `sue-${tag}`, permissions: ['SUPERUSER'] }));
  await page.setViewportSize({ width: 1280, height: 800 });
  const clicks = await countClicks(page);
  const overview = new OverviewPage(page);
  await overview.open();
  await overview.numbersLeadingTo('/findings/blocked-with-access').click();
  const list = new ListPage(page, '/findings/blocked-with-access');
  // Other tests have blocked people, too.
  await list.search.fill(tag);
  await expect(list.rows).toHaveCount(8);
  await page.getByRole('checkbox', { name: 'Select all on this page' }).click();
  await page.getByRole('button', { name: 'Remove access of 8 people' }).click();
  const dialog = new RemovalDialog(page, 'Remove access of 8 people');
  await expect(dialog.root.getByRole('listitem')).toHaveCount(19);
  await dialog.reason.selectOption('Clean-up');
  await dialog.root.getByLabel('Number of removals').fill('19');
  await dialog.root.getByRole('button', { name: 'Remove access: 19 steps' }).click();
  await expect(dialog.root.getByRole('status')).toHaveText('19 of 19 done.');
  for (const user of people) {
    expect(await accessOf(db, user)).toMatchObject({ omses: 0, accounts: 0, roles: 0, permissions: 0 });
  }
  expect(clicks()).toBe(5);
  await dialog.close.click();
  await expect(list.rows).toHaveCount(0);
  await expect(page.getByRole('region', { name: 'Selected rows' })).toHaveCount(0);
});

test('four clicks remove twenty roles of a company', async ({ page, db, signInAs }) => {
  const tag = makeTag();
  const company = await create.company(db, { name: `Company ${tag}` });
  for (let index = 0; index < 20; index += 1) {
    const { id: userId } = await create.user(db, { userName: `agent-${index}-${tag}` });
    await create.role(db, { companyId: company.id, userId, role: 'CoAgent' });
  }
  await signInAs(await create.user(db, { userName: `pia-${tag}`, permissions: ['PlatformAdmin'] }));
  const clicks = await countClicks(page);
  const list = new ListPage(page, '/company-roles');
  await list.open();
  await list.search.fill(company.name);
  await expect(list.rows).toHaveCount(20);
  await page.getByRole('checkbox', { name: 'Select all on this page' }).click();
  await page.getByRole('button', { name: 'Remove 20 roles' }).click();
  const dialog = new RemovalDialog(page, 'Remove 20 roles');
  await dialog.run({ typedName: company.name });
  await expect(dialog.root.getByRole('status')).toHaveText('20 of 20 done.');
  expect(await db.companyRole.count({ where: { companyId: company.id } })).toBe(0);
  expect(clicks()).toBe(4);
});
