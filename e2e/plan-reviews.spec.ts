import { create } from '@/prisma/factories';
import { expect, test } from './fixtures';
import { PersonPage } from './pages/person-page';
import { PlanDialog } from './pages/plan-dialog';
import { holdBack } from './support/hold-back';
import { makePersonWorld } from './support/person-world';
import { makeTag } from './support/worlds';

test('unlocking removes nothing, and keeps the choice', async ({ page, db, signInAs }) => {
  const { user } = await makePersonWorld(db);
  await db.signInFailure.create({ data: { userName: user.userName, address: '192.0.2.1' } });
  await signInAs(await create.user(db, { permissions: ['SUPERUSER'] }));
  const person = new PersonPage(page, user);
  await person.open();
  await person.choice(`Block sign-in: ${user.userName}`).check();
  await page.getByRole('main').getByRole('button', { name: 'Clear failed sign-ins' }).click();
  const dialog = new PlanDialog(page, user.userName, 'Clear failed sign-ins');
  await expect(dialog.confirm).toBeVisible();
  await expect(dialog.states).toHaveText([]);
  await dialog.run();
  await expect(dialog.status).toHaveText('1 of 1 done.');
  await dialog.close.click();
  await expect(person.choice(`Block sign-in: ${user.userName}`)).toBeChecked();
});

test('fifty steps with long names are shown', async ({ page, db, signInAs }) => {
  const user = await create.user(db);
  const tag = makeTag();
  for (let n = 0; n < 50; n += 1) {
    const c = await create.company(db, {
      name: `Общество с ограниченной ответственностью «Мельница» № ${n} ${tag}`,
    });
    await create.role(db, { companyId: c.id, userId: user.id, role: 'CoAgent' });
  }
  await signInAs(await create.user(db, { permissions: ['SUPERUSER'] }));
  const person = new PersonPage(page, user);
  await person.open();
  await person.chooseKinds('Company role');
  const dialog = new PlanDialog(page, user.userName);
  await expect(dialog.confirm).toHaveText('Remove access: 50 steps');
});

test('a reopened review shows nothing until it has loaded the current state', async ({
  page,
  db,
  signInAs,
}) => {
  const { user, colleague, omses, accounts } = await makePersonWorld(db);
  await signInAs(await create.user(db, { permissions: ['SUPERUSER'] }));
  const person = new PersonPage(page, user);
  await person.open();
  await person.choose(
    `Unassign operator: OMS ${omses[0].id}, ${omses[0].name}`,
    `Unlink user: Account ${accounts[0].id}, ${accounts[0].handle}`,
  );
  const dialog = new PlanDialog(page, user.userName);
  await expect(dialog.confirm).toBeVisible();
  await dialog.cancel.click();
  await db.operatorOms.deleteMany({ where: { operatorId: colleague.id } });
  const letGo = await holdBack(page, { url: '**/api/plans**' });
  const asked = page.waitForRequest('**/api/plans**');
  await person.review.click();
  await asked;
  await expect(dialog.root).toBeVisible();
  await expect(dialog.confirm).toHaveCount(0);
  await expect(dialog.steps).toHaveCount(0);
  const heightOf = async () => (await dialog.root.boundingBox())?.height ?? 0;
  const whileLoading = await heightOf();
  letGo();
  await expect(dialog.warning).toBeVisible();
  // The buttons hardly move under the pointer when the review has arrived.
  expect(whileLoading / (await heightOf())).toBeGreaterThan(0.6);
});

test('blocking the sign-in of the last person in charge of something causes a warning', async ({
  page,
  db,
  signInAs,
}) => {
  const { tag, user, omses } = await makePersonWorld(db);
  await db.operatorOms.deleteMany({ where: { omsId: omses[0].id, operatorId: { not: user.id } } });
  const company = await create.company(db, { name: `Alone ${tag}` });
  await create.role(db, { companyId: company.id, userId: user.id, role: 'CoAdmin' });
  const other = await create.user(db, { emailVerified: false });
  await create.role(db, { companyId: company.id, userId: other.id, role: 'CoAdmin' });
  await signInAs(await create.user(db, { permissions: ['SUPERUSER'] }));
  const person = new PersonPage(page, user);
  await person.open();
  await person.choose(`Block sign-in: ${user.userName}`);
  const dialog = new PlanDialog(page, user.userName, 'Block sign-in');
  await expect(dialog.warning).toContainText(`no operator who can sign in manages ${omses[0].name}`);
  await expect(dialog.warning).toContainText(`no CoAdmin who can sign in is left in Alone ${tag}`);
  await expect(dialog.typedName).toBeVisible();
});
