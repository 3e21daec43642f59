import type { Page, Request } from '@playwright/test';
import { create } from '@/prisma/factories';
import { ListPage } from './pages/list-page';
import { PersonPage } from './pages/person-page';
import { PlanDialog } from './pages/plan-dialog';
import { RemovalDialog } from './pages/removal-dialog';
import { SessionsPage } from './pages/sessions-page';
import { onAction } from './support/actions-on-their-way';
import { comeBack } from './support/come-back';
import { accessOf, makePersonWorld } from './support/person-world';
import { outcomesOf, removalCase, removalCases } from './support/removal-cases';
import { expect, test } from './support/removal-test';
import { makeCompanyWorld } from './support/worlds';

const BACK = 'Another user was signed in in another tab. Now it is you again';

const noticeOf = (page: Page, { userName }: { userName: string }) =>
  page.getByRole('dialog', { name: `You are signed in as ${userName} in another tab` });

/** Opens an address in another tab of the page's browser. */
async function openTab(page: Page, address: string): Promise<Page> {
  const tab = await page.context().newPage();
  await tab.goto(address);
  return tab;
}

for (const removal of removalCases) {
  test(`${removal.call}: a sign-in as another user in another tab is reported at once, and Reload continues as that user`, async ({
    page,
    db,
    signInAs,
    openRemoval,
  }) => {
    const { scene, dialog } = await openRemoval(removal);
    await dialog.fill({ reason: 'Other', details: 'Ticket 4722' });
    const superuser = await create.user(db, { permissions: ['SUPERUSER'] });
    await signInAs(superuser);
    await openTab(page, '/');
    const notice = noticeOf(page, superuser);
    await expect(notice).toContainText(`This page was opened for ${scene.actor.userName}`);
    const reload = notice.getByRole('button', { name: `Reload as ${superuser.userName}` });
    await expect(reload).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(notice).toBeVisible();
    await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')]);
    await expect(page.getByRole('banner').getByRole('button', { name: superuser.userName })).toBeVisible();
    await expect(notice).toHaveCount(0);
    expect(await scene.isThere()).toBe(true);
    expect(await outcomesOf(db, superuser)).toEqual([]);
  });

  test(`${removal.call}: confirming as another user is refused, and works once the page’s own user is signed in again`, async ({
    page,
    db,
    signInAs,
    openRemoval,
  }) => {
    const { scene, dialog, message } = await openRemoval(removal);
    await dialog.fill({ reason: 'Other', details: 'Ticket 4723' });
    const superuser = await create.user(db, { permissions: ['SUPERUSER'] });
    await signInAs(superuser);
    await dialog.confirm.click();
    await expect(noticeOf(page, superuser)).toBeVisible();
    await expect(noticeOf(page, superuser).getByRole('button')).toBeFocused();
    expect(await scene.isThere()).toBe(true);
    expect(await outcomesOf(db, superuser)).toEqual([]);
    expect(await outcomesOf(db, scene.actor)).toEqual([]);

    await signInAs(scene.actor);
    await comeBack(page);
    await expect(noticeOf(page, superuser)).toHaveCount(0);
    await expect(dialog.failure).toContainText(`Nothing was removed${BACK}: confirm again.`);
    await expect(dialog.details).toHaveValue('Ticket 4723');
    await dialog.confirm.click();
    await expect(message).toBeVisible();
    expect(await outcomesOf(db, scene.actor)).toEqual(['done']);
  });
}

test('data of another user never gets into a page: lists, search, stream and next pages', async ({
  page,
  db,
  signInAs,
}) => {
  const { tag, cara, company, foreign } = await makeCompanyWorld(db);
  const platform = await create.user(db, { permissions: ['PlatformAdmin'] });
  await signInAs(cara);
  const list = new ListPage(page, '/company-roles');
  await list.open({ search: tag });
  await signInAs(platform);
  // Earlier requests were still the page's own user's.
  const askedSince = new Set<Request>();
  page.on('request', (request) => askedSince.add(request));
  const statuses: [string, number][] = [];
  page.on('response', (response) => {
    const { pathname } = new URL(response.url());
    const isNew = askedSince.has(response.request());
    if (isNew && pathname.startsWith('/api/')) statuses.push([pathname, response.status()]);
  });
  // A search sends its request at once, before the tab knows.
  await list.search.fill(foreign.name);
  const notice = noticeOf(page, platform);
  await expect(notice).toBeVisible();
  await expect(page.getByRole('cell', { name: foreign.name })).toHaveCount(0);
  await comeBack(page);
  await page.evaluate(() => document.querySelector<HTMLElement>('a[href="/audit"]')?.click());
  await expect(page).toHaveURL('/audit');
  await expect(page.getByRole('heading', { level: 1, name: 'Audit log' })).toHaveCount(0);
  await expect(notice).toBeVisible();
  expect(statuses.filter(([path, status]) => path !== '/api/session' && status === 200)).toEqual([]);

  await signInAs(cara);
  await comeBack(page);
  await expect(notice).toHaveCount(0);
  await expect(page.getByRole('heading', { level: 1, name: 'Audit log' })).toBeVisible();
  await list.open({ search: tag });
  await expect(page.getByRole('cell', { name: company.name }).first()).toBeVisible();
});

test('a dialog on a company’s page stays open when another user has signed in meanwhile', async ({
  page,
  db,
  signInAs,
}) => {
  const { cara, ada, company } = await makeCompanyWorld(db);
  const platform = await create.user(db, { permissions: ['PlatformAdmin'] });
  await signInAs(cara);
  await page.clock.install();
  await page.goto(`/companies/${company.id}`);
  await page.getByRole('button', { name: new RegExp(`^Remove role: .*${ada.userName}`) }).click();
  const dialog = new RemovalDialog(page, 'Remove role');
  await dialog.fill({ reason: 'Other', details: 'Ticket 4725' });
  await signInAs(platform);
  // By then the page's data is old enough to be fetched again.
  await page.clock.fastForward(20_000);
  await comeBack(page);
  await expect(noticeOf(page, platform)).toBeVisible();
  await signInAs(cara);
  await comeBack(page);
  await expect(noticeOf(page, platform)).toHaveCount(0);
  await expect(dialog.details).toHaveValue('Ticket 4725');
  await expect(page.getByRole('dialog')).toHaveCount(1);
});

test('the next page after another user’s sign-in is not shown, and the tab says so', async ({
  page,
  db,
  signInAs,
}) => {
  const { cara } = await makeCompanyWorld(db);
  const platform = await create.user(db, { permissions: ['PlatformAdmin'] });
  await signInAs(cara);
  await page.goto('/company-roles');
  await signInAs(platform);
  await page.getByRole('navigation').getByRole('link', { name: 'Audit log' }).click();
  await expect(noticeOf(page, platform)).toBeVisible();
  await expect(page.getByRole('heading', { level: 1 })).toHaveCount(0);
});

test('Sign out signs out only the page’s own user', async ({ page, db, signInAs }) => {
  const user = await create.user(db, { permissions: ['Operator'] });
  const other = await create.user(db, { permissions: ['Operator'] });
  await signInAs(user);
  await page.goto('/operators');
  const { sessionId } = await signInAs(other);
  await page.getByRole('button', { name: user.userName }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(noticeOf(page, other)).toBeVisible();
  expect((await db.session.findUniqueOrThrow({ where: { id: sessionId } })).endedAt).toBeNull();
});

test('every request of a page that names another user is refused', async ({ db, callerAs }) => {
  const user = await create.user(db, { permissions: ['PlatformAdmin'] });
  const other = await create.user(db, { permissions: ['SUPERUSER'] });
  const caller = await callerAs(user);
  const paths = [
    'lists/operators',
    'overview',
    'sessions',
    'search?term=a',
    `people/${user.id}`,
    'exports/operators',
  ];
  const statusOf = async (path: string, userId: number) => [
    (await caller.get(`/api/${path}`, { headers: { 'x-access-console-user': String(userId) } })).status(),
    (await caller.get(`/api/${path}${path.includes('?') ? '&' : '?'}for=${userId}`)).status(),
  ];
  for (const path of paths) {
    expect(await statusOf(path, other.id), path).toEqual([403, 403]);
    expect(await statusOf(path, user.id), path).toEqual([200, 200]);
  }
  const never = ['live?since=0', 'audit/verification', 'exports/audit'];
  for (const path of never) expect(await statusOf(path, other.id), path).toEqual([403, 403]);
  expect(await db.auditEntry.count({ where: { actorId: user.id } })).toBe(0);
});

test('a plan stops when another user has signed in, and its other steps are not done', async ({
  page,
  db,
  signInAs,
}) => {
  const { tag, user, accounts } = await makePersonWorld(db);
  const operator = await create.user(db, { userName: `olga-${tag}`, permissions: ['Operator'] });
  const superuser = await create.user(db, { permissions: ['SUPERUSER'] });
  await signInAs(operator);
  const person = new PersonPage(page, user);
  await person.open();
  await person.chooseKinds('OMS', 'Account');
  const dialog = new PlanDialog(page, user.userName);
  await onAction(page, async (route, nth) => {
    if (nth === 2) await signInAs(superuser);
    // The browser has already added the earlier cookie.
    const { cookie: _, ...headers } = await route.request().allHeaders();
    const cookies = await page.context().cookies();
    const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
    await route.continue({ headers: { ...headers, cookie } });
  });
  await dialog.run({ details: 'Ticket 4724' });
  await expect(noticeOf(page, superuser)).toBeVisible();
  await expect.poll(() => outcomesOf(db, operator)).toEqual(['done']);
  expect(await accessOf(db, user)).toMatchObject({ omses: 1, accounts: 2 });
  expect(await outcomesOf(db, superuser)).toEqual([]);

  await page.unrouteAll({ behavior: 'wait' });
  await signInAs(operator);
  await comeBack(page);
  await expect(noticeOf(page, superuser)).toHaveCount(0);
  await expect(dialog.status).toHaveText('1 of 4 done, 3 to review.');
  for (const { handle } of accounts) await expect(dialog.step(handle)).toContainText('Not started');
  const stop = dialog.root.getByRole('alert').filter({ hasText: BACK });
  await expect(stop).toContainText('review the rest.');
  await dialog.lookAgain.click();
  await expect(dialog.details).toHaveValue('Ticket 4724');
  await dialog.confirm.click();
  await expect(dialog.status).toHaveText('3 of 3 done.');
  expect(await outcomesOf(db, operator)).toEqual(['done', 'done', 'done', 'done']);
});

test('ending sessions ends no session of another user who has signed in meanwhile', async ({
  page,
  db,
  signInAs,
}) => {
  const user = await create.user(db);
  const other = await create.user(db);
  for (const { id: userId } of [user, other]) await create.session(db, { userId });
  await signInAs(user);
  const sessions = new SessionsPage(page);
  await sessions.open();
  await sessions.endOthers.click();
  await signInAs(other);
  await sessions.confirm.click();
  await expect(noticeOf(page, other)).toBeVisible();
  const open = (userId: number) => db.session.count({ where: { userId, endedAt: null } });
  expect([await open(user.id), await open(other.id)]).toEqual([2, 2]);
  await signInAs(user);
  await comeBack(page);
  await expect(sessions.dialog.getByRole('alert')).toContainText(`Nothing was ended${BACK}`);
});

test('the same user can continue in a new session, whether or not the tab knows of it', async ({
  page,
  db,
  signInAs,
  openRemoval,
}) => {
  const { scene, dialog, message, sessionId } = await openRemoval(removalCase('RemoveOperatorOMS'));
  await dialog.fill();
  await db.session.update({ where: { id: sessionId }, data: { endedAt: new Date() } });
  await signInAs(scene.actor);
  const tab = await openTab(page, '/');
  await expect(tab.getByRole('heading', { level: 1 })).toBeVisible();
  await tab.close();
  await dialog.confirm.click();
  await expect(message).toBeVisible();
  await expect(page.getByRole('dialog')).toHaveCount(0);
});
