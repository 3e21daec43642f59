import { create } from '@/prisma/factories';
import { PersonPage } from './pages/person-page';
import { PlanDialog } from './pages/plan-dialog';
import { SessionsPage } from './pages/sessions-page';
import { onAction, sendAsOtherBuild } from './support/actions-on-their-way';
import { accessOf, makePersonWorld } from './support/person-world';
import { outcomesOf, removalCase, removalCases } from './support/removal-cases';
import { expect, test } from './support/removal-test';

const UPDATED = 'The console was updated';

for (const removal of removalCases) {
  test(`${removal.call} from a page of another build removes nothing, says so, and works after Reload`, async ({
    page,
    db,
    openRemoval,
  }) => {
    const { scene, dialog, button, message } = await openRemoval(removal);
    await onAction(page, (route, nth) => (nth === 1 ? sendAsOtherBuild(route) : route.fallback()));
    await dialog.run({ details: 'Ticket 4721' });
    await expect(dialog.failure).toContainText(UPDATED);
    await expect(dialog.failure).toContainText('Nothing was removed. Reload, then confirm again.');
    await expect(dialog.failure).toContainText('Reloading clears what you entered here.');
    await expect(dialog.failure).toBeFocused();
    await expect(dialog.confirm).toHaveCount(0);
    await expect(dialog.checkAgain).toHaveCount(0);
    await expect(dialog.details).toHaveValue('Ticket 4721');
    expect(await scene.isThere()).toBe(true);
    expect(await outcomesOf(db, scene.actor)).toEqual([]);

    await page.keyboard.press('Tab');
    await expect(dialog.failure.getByRole('button', { name: 'Reload' })).toBeFocused();
    await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')]);
    await page.reload();
    await button.click();
    await dialog.run();
    await expect(message).toBeVisible();
    expect(await scene.isThere()).toBe(false);
  });
}

test('an update after a lost answer is not reported as if nothing had been removed', async ({
  page,
  openRemoval,
}) => {
  const { scene, dialog } = await openRemoval(removalCase('RemoveOperatorOMS'));
  await onAction(page, async (route, nth) => {
    if (nth > 1) return sendAsOtherBuild(route);
    await route.fetch();
    await route.abort('connectionreset');
  });
  await dialog.run();
  await expect(dialog.failure).toContainText('We don’t know yet whether it was removed');
  await dialog.checkAgain.click();
  await expect(dialog.failure).toContainText('The console was updated, so this page can’t find out.');
  await expect(dialog.failure).toContainText('We don’t know yet whether it was removed');
  await expect(dialog.failure).not.toContainText('Nothing was removed');
  expect(await scene.isThere()).toBe(false);
});

test('a plan stops at the first step that the other build does not know, and says what was done', async ({
  page,
  db,
  signInAs,
}) => {
  const { tag, user, omses, accounts } = await makePersonWorld(db);
  const operator = await create.user(db, { userName: `olga-${tag}`, permissions: ['Operator'] });
  await signInAs(operator);
  const person = new PersonPage(page, user);
  await person.open();
  await person.chooseKinds('OMS', 'Account');
  const dialog = new PlanDialog(page, user.userName);
  await onAction(page, (route, nth) => (nth === 2 ? sendAsOtherBuild(route) : route.fallback()));
  await dialog.run();
  await expect(dialog.status).toHaveText('1 of 4 done, 3 to review.');
  await expect(dialog.step(omses[1].name)).toContainText(`${UPDATED}. Nothing was removed.`);
  for (const { handle } of accounts) await expect(dialog.step(handle)).toContainText('Not started');
  const stop = dialog.root.getByRole('alert').filter({ hasText: UPDATED });
  await expect(stop).toContainText('The rest was not done. Reload, then choose again what is left.');
  await expect(stop).toBeFocused();
  await expect(dialog.lookAgain).toHaveCount(0);
  expect(await accessOf(db, user)).toMatchObject({ omses: 1, accounts: 2 });
  await Promise.all([page.waitForEvent('load'), stop.getByRole('button', { name: 'Reload' }).click()]);
  await expect(person.rows('OMS').getByRole('checkbox', { name: omses[0].name })).toHaveCount(0);
  expect(await outcomesOf(db, operator)).toEqual(['done']);
});

test('a change of rights from a page of another build changes nothing, and says so', async ({
  page,
  db,
  signInAs,
}) => {
  const { user } = await makePersonWorld(db, { permissions: [] });
  await db.signInFailure.create({ data: { userName: user.userName, address: '192.0.2.1' } });
  await signInAs(await create.user(db, { permissions: ['SUPERUSER'] }));
  await new PersonPage(page, user).open();
  await page.getByRole('main').getByRole('button', { name: 'Clear failed sign-ins' }).click();
  const dialog = new PlanDialog(page, user.userName, 'Clear failed sign-ins');
  await onAction(page, sendAsOtherBuild);
  await dialog.run();
  await expect(dialog.steps.first()).toContainText(`${UPDATED}. Nothing was changed.`);
  await expect(dialog.root.getByRole('alert').filter({ hasText: UPDATED })).toBeFocused();
  expect(await db.signInFailure.count({ where: { userName: user.userName } })).toBe(1);
});

test('ending sessions from a page of another build ends no session, and says so', async ({
  page,
  db,
  signInAs,
}) => {
  const user = await create.user(db);
  await create.session(db, { userId: user.id });
  await signInAs(user);
  const sessions = new SessionsPage(page);
  await sessions.open();
  await onAction(page, sendAsOtherBuild);
  await sessions.endButtons.click();
  await expect(sessions.failure).toContainText(`${UPDATED}Nothing was ended. Reload, then try again.`);
  await expect(sessions.failure).toBeFocused();
  await sessions.endOthers.click();
  await sessions.confirm.click();
  const failure = sessions.dialog.getByRole('alert');
  await expect(failure).toContainText('Nothing was ended. Reload, then try again.');
  await expect(failure).toBeFocused();
  await expect(failure.getByRole('button', { name: 'Reload' })).toBeVisible();
  expect(await db.session.count({ where: { userId: user.id, endedAt: null } })).toBe(2);
});
