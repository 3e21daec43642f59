import { create } from '@/prisma/factories';
import type { User } from '@/prisma/generated/client';
import { test as base, expect } from './fixtures';
import { PersonPage } from './pages/person-page';
import { PlanDialog } from './pages/plan-dialog';
import { holdActions, onAction } from './support/actions-on-their-way';
import { accessOf, makePersonWorld, type PersonWorld } from './support/person-world';
import { entriesOf, outcomesOf } from './support/removal-cases';

/** The review of a plan of four steps: an Operator has chosen both OMSs and both accounts of a person. */
interface Reviewed extends PersonWorld {
  operator: User;
  sessionId: string;
  person: PersonPage;
  dialog: PlanDialog;
}

const test = base.extend<{ reviewed: Reviewed }>({
  reviewed: async ({ page, db, signInAs }, use) => {
    const world = await makePersonWorld(db);
    const operator = await create.user(db, { userName: `olga-${world.tag}`, permissions: ['Operator'] });
    const { sessionId } = await signInAs(operator);
    const person = new PersonPage(page, world.user);
    await person.open();
    await person.chooseKinds('OMS', 'Account');
    const dialog = new PlanDialog(page, world.user.userName);
    await expect(dialog.confirm).toHaveText('Remove access: 4 steps');
    await use({ ...world, operator, sessionId, person, dialog });
  },
});

test('a step that has changed meanwhile is not done, the others are, and only the failed one stays chosen', async ({
  db,
  reviewed: { user, colleague, operator, omses, accounts, person, dialog },
}) => {
  await expect(dialog.warning).toHaveCount(0);
  // The person becomes the last operator of one OMS, and another user removes a link.
  const where = { operatorId: colleague.id, omsId: omses[0].id };
  await db.operatorOms.deleteMany({ where });
  await db.userAccount.deleteMany({ where: { userId: user.id, accountId: accounts[1].id } });
  await dialog.run({ details: 'Ticket 4719' });

  await expect(dialog.status).toHaveText('2 of 4 done, 2 to review.');
  await expect(dialog.step(omses[0].name)).toContainText(
    'Nothing was removed. This changed while you were looking',
  );
  await expect(dialog.step(accounts[1].handle)).toContainText('Already gone');
  for (const words of [omses[1].name, accounts[0].handle]) {
    await expect(dialog.step(words)).toContainText('Done');
  }
  expect(await accessOf(db, user)).toMatchObject({ omses: 1, accounts: 0 });
  expect(await outcomesOf(db, operator)).toEqual(['refused', 'done', 'done', 'refused']);

  await dialog.lookAgain.click();
  await expect(dialog.steps).toHaveCount(2);
  await expect(dialog.step(accounts[1].handle)).toContainText('Skipped: ');
  await expect(dialog.warning).toContainText(`Last operator. Nobody else will manage ${omses[0].name}.`);
  await expect(dialog.states).toHaveText([`OMSs${omses[0].name}None`]);
  await expect(dialog.details).toHaveValue('Ticket 4719');
  await expect(dialog.confirm).toHaveText('Remove access: 1 step');
  await dialog.run({ typedName: user.userName });
  await expect(dialog.status).toHaveText('1 of 2 done, 1 to review.');
  expect(await accessOf(db, user)).toMatchObject({ omses: 0, accounts: 0 });
  expect(await outcomesOf(db, operator)).toEqual(['refused', 'done', 'done', 'refused', 'done']);
  await dialog.close.click();
  await expect(person.rows('Account')).toHaveCount(0);
});

test('after a lost answer the result is unknown, and trying again does nothing twice', async ({
  page,
  db,
  reviewed: { user, operator, omses, dialog },
}) => {
  await onAction(page, async (route, nth) => {
    if (nth !== 2) return route.fallback();
    await route.fetch();
    await route.abort('connectionreset');
  });
  await dialog.run();
  await expect(dialog.status).toHaveText('3 of 4 done, 1 to review.');
  await expect(dialog.step(omses[1].name)).toContainText('We don’t know yet whether it was removed');
  expect(await accessOf(db, user)).toMatchObject({ omses: 0, accounts: 0 });

  await dialog.lookAgain.click();
  const again = new PlanDialog(page, user.userName, 'Unassign operator');
  await expect(again.steps).toHaveText([/it may have been done already.* will never be done twice\.$/]);
  await again.confirm.click();
  await expect(again.status).toHaveText('1 of 1 done.');
  await expect(again.step(omses[1].name)).toContainText('Done');
  const entries = await entriesOf(db, operator);
  expect(entries.map(({ outcome }) => outcome)).toEqual(['done', 'done', 'done', 'done']);
  expect(new Set(entries.map(({ requestId }) => requestId)).size).toBe(4);
});

test('a session that ends in the middle leaves the rest undone, and the plan can continue after signing in again', async ({
  page,
  db,
  signInAs,
  reviewed: { user, operator, omses, accounts, sessionId, dialog },
}) => {
  await onAction(page, async (route, nth) => {
    if (nth === 2) await db.session.update({ where: { id: sessionId }, data: { endedAt: new Date() } });
    await route.fallback();
  });
  await dialog.run({ details: 'Ticket 4720' });
  await expect(dialog.status).toHaveText('1 of 4 done, 3 to review.');
  await expect(dialog.signedOut).toContainText('The rest was not done.');
  await expect(dialog.signedOut.getByRole('link', { name: 'Sign in' })).toHaveAttribute('target', '_blank');
  await expect(dialog.step(omses[1].name)).toContainText('Your session has ended');
  for (const { handle } of accounts) await expect(dialog.step(handle)).toContainText('Not started');
  expect(await accessOf(db, user)).toMatchObject({ omses: 1, accounts: 2 });

  await signInAs(operator);
  await expect(page.getByRole('dialog', { name: 'Your session has ended' })).toBeHidden();
  await dialog.lookAgain.click();
  await expect(dialog.details).toHaveValue('Ticket 4720');
  await dialog.confirm.click();
  await expect(dialog.status).toHaveText('3 of 3 done.');
  expect(await accessOf(db, user)).toMatchObject({ omses: 0, accounts: 0 });
  expect(await outcomesOf(db, operator)).toEqual(['done', 'done', 'done', 'done']);
});

test('the dialog can’t be closed while steps are running', async ({ page, reviewed: { dialog } }) => {
  const letGo = await holdActions(page);
  await dialog.run();
  await expect(dialog.steps.first()).toContainText('Removing…');
  await expect(dialog.step('Waiting')).toHaveCount(3);
  await page.keyboard.press('Escape');
  await expect(dialog.close).toBeVisible();
  for (const button of await dialog.root.getByRole('button').all()) await expect(button).toBeDisabled();
  letGo();
  await expect(dialog.status).toHaveText('4 of 4 done.');
});
