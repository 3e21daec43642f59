import type { Page, Route } from '@playwright/test';
import { create } from '@/prisma/factories';
import type { PrismaClient } from '@/prisma/generated/client';
import { expect, test } from './fixtures';
import { PersonPage } from './pages/person-page';
import { PlanDialog } from './pages/plan-dialog';
import { accessOf, makePersonWorld } from './support/person-world';
import { entriesOf, outcomesOf } from './support/removal-cases';

/** A person of whom an Operator has chosen both OMSs and both accounts. */
async function makeChosen(db: PrismaClient) {
  const world = await makePersonWorld(db);
  const operator = await create.user(db, { userName: `olga-${world.tag}`, permissions: ['Operator'] });
  return { ...world, operator };
}

async function review(page: Page, { user }: Awaited<ReturnType<typeof makeChosen>>) {
  const person = new PersonPage(page, user);
  await person.open();
  await person.choose('Choose all: OMSs', 'Choose all: Accounts');
  const dialog = new PlanDialog(page, user.userName);
  await expect(dialog.confirm).toHaveText('Remove access: 4 steps');
  return { person, dialog };
}

/** Intercepts the calls of server actions, counted from 1; other POST requests go through. */
async function onAction(page: Page, meet: (route: Route, nth: number) => Promise<void>): Promise<void> {
  let count = 0;
  await page.route('**/*', (route) => {
    if (!route.request().headers()['next-action']) return route.fallback();
    count += 1;
    return meet(route, count);
  });
}

test('a step that has changed meanwhile is not done, the others are, and only the failed one stays chosen', async ({
  page,
  db,
  signInAs,
}) => {
  const chosen = await makeChosen(db);
  const { user, colleague, operator, omses, accounts } = chosen;
  await signInAs(operator);
  const { person, dialog } = await review(page, chosen);
  await expect(dialog.warning).toHaveCount(0);
  // The person becomes the last operator of one OMS, and another user removes a link.
  const where = { operatorId: colleague.id, omsId: omses[0].id };
  await db.operatorOms.deleteMany({ where });
  await db.userAccount.deleteMany({ where: { userId: user.id, accountId: accounts[1].id } });
  await dialog.run({ details: 'Ticket 4719' });

  await expect(dialog.status).toHaveText('2 of 4 done, 2 not.');
  await expect(dialog.step(omses[0].name)).toContainText('Nothing was removed. Something has changed');
  await expect(dialog.step(accounts[1].handle)).toContainText('Already gone');
  for (const words of [omses[1].name, accounts[0].handle]) {
    await expect(dialog.step(words)).toContainText('Done');
  }
  expect(await accessOf(db, user)).toMatchObject({ omses: 1, accounts: 0 });
  expect(await outcomesOf(db, operator)).toEqual(['refused', 'done', 'done', 'refused']);

  await dialog.lookAgain.click();
  await expect(dialog.steps).toHaveCount(2);
  await expect(dialog.step(accounts[1].handle)).toContainText('can’t be done, and is left out.');
  await expect(dialog.warning).toContainText(`${user.userName} is the last operator of ${omses[0].name}.`);
  await expect(dialog.states).toHaveText([`OMSsOMS ${omses[0].id}, ${omses[0].name}None`]);
  await expect(dialog.details).toHaveValue('Ticket 4719');
  await expect(dialog.confirm).toHaveText('Remove access: 1 step');
  await dialog.run({ typedName: user.userName });
  await expect(dialog.status).toHaveText('1 of 2 done, 1 not.');
  expect(await accessOf(db, user)).toMatchObject({ omses: 0, accounts: 0 });
  expect(await outcomesOf(db, operator)).toEqual(['refused', 'done', 'done', 'refused', 'done']);
  await dialog.close.click();
  await expect(person.section('Accounts')).toContainText('Is linked to no account.');
});

test('after a lost answer the result is unknown, and trying again does nothing twice', async ({
  page,
  db,
  signInAs,
}) => {
  const chosen = await makeChosen(db);
  const { user, operator, omses } = chosen;
  await signInAs(operator);
  const { dialog } = await review(page, chosen);
  await onAction(page, async (route, nth) => {
    if (nth !== 2) return route.fallback();
    await route.fetch();
    await route.abort('connectionreset');
  });
  await dialog.run();
  await expect(dialog.status).toHaveText('3 of 4 done, 1 not.');
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
}) => {
  const chosen = await makeChosen(db);
  const { user, operator, omses, accounts } = chosen;
  const { sessionId } = await signInAs(operator);
  const { dialog } = await review(page, chosen);
  await onAction(page, async (route, nth) => {
    if (nth === 2) await db.session.update({ where: { id: sessionId }, data: { endedAt: new Date() } });
    await route.fallback();
  });
  await dialog.run({ details: 'Ticket 4720' });
  await expect(dialog.status).toHaveText('1 of 4 done, 3 not.');
  await expect(dialog.signedOut).toContainText('The rest was not done.');
  await expect(dialog.signedOut.getByRole('link', { name: 'Sign in' })).toHaveAttribute('target', '_blank');
  await expect(dialog.step(omses[1].name)).toContainText('Your session has ended');
  for (const { handle } of accounts) await expect(dialog.step(handle)).toContainText('Not yet begun');
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

test('the dialog can’t be closed while steps are running', async ({ page, db, signInAs }) => {
  const chosen = await makeChosen(db);
  await signInAs(chosen.operator);
  const { dialog } = await review(page, chosen);
  let letGo = () => {};
  const held = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  await onAction(page, async (route) => {
    await held;
    await route.fallback();
  });
  await dialog.run();
  await expect(dialog.steps.first()).toContainText('Removing…');
  await expect(dialog.step('Not yet begun')).toHaveCount(3);
  await page.keyboard.press('Escape');
  await expect(dialog.close).toBeVisible();
  for (const button of await dialog.root.getByRole('button').all()) await expect(button).toBeDisabled();
  letGo();
  await expect(dialog.status).toHaveText('4 of 4 done.');
});
