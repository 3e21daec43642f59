import { hashPassword } from '@/domain/sign-in/password';
import { create } from '@/prisma/factories';
import type { PrismaClient } from '@/prisma/generated/client';
import { test as base, expect, setting } from './fixtures';
import { SessionsPage } from './pages/sessions-page';
import { SignInPage } from './pages/sign-in-page';
import { expectAccessible, listenForComplaints } from './support/accessibility';
import { holdActions, onAction } from './support/actions-on-their-way';
import { unseenFocus } from './support/focus';
import { entriesOf, outcomesOf } from './support/removal-cases';

const FIREFOX = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:144.0) Gecko/20100101 Firefox/144.0';

/** A session of another browser, which no test here uses. */
const openElsewhere = (db: PrismaClient, { id: userId }: { id: number }) =>
  create.session(db, { userId, userAgent: FIREFOX, address: '192.0.2.44' });

const isOpen = async (db: PrismaClient, id: string) =>
  (await db.session.findUniqueOrThrow({ where: { id } })).endedAt === null;

const test = base.extend<{
  /** The page of a user's sessions, just opened: the session that shows it, and one of another browser. */
  opened: { sessions: SessionsPage; sessionId: string; otherId: string };
}>({
  opened: async ({ page, db, signInAs }, use) => {
    const user = await create.user(db);
    const { id: otherId } = await openElsewhere(db, user);
    const { sessionId } = await signInAs(user);
    const sessions = new SessionsPage(page);
    await sessions.open();
    await use({ sessions, sessionId, otherId });
  },
});

test('one browser ends the session of another, which has to sign in again', async ({
  page,
  browser,
  db,
  baseURL,
  signInAs,
}) => {
  const user = await create.user(db);
  const elsewhere = await browser.newContext({ baseURL: baseURL ?? '' });
  const { sessionId: other } = await signInAs(user, elsewhere);
  const otherPage = await elsewhere.newPage();
  await otherPage.goto('/settings/sessions');
  await expect(otherPage).toHaveTitle(/^Your sessions/);

  const { sessionId } = await signInAs(user);
  const sessions = new SessionsPage(page);
  await sessions.open();
  await expect(sessions.rows).toHaveCount(2);
  await expect(sessions.current).toHaveCount(1);
  await expect(sessions.current.getByRole('button')).toHaveCount(0);
  await sessions.endButtons.click();
  await expect(sessions.done('The session of Unknown device has ended.')).toBeVisible();
  await expect(sessions.rows).toHaveCount(1);
  await expect(page.getByText('This is your only session.')).toBeVisible();
  await expect(sessions.endOthers).toHaveCount(0);
  await expect(sessions.heading).toBeFocused();
  // No button is left that would keep the column wide enough.
  const words = sessions.current.getByText('This session');
  expect(await words.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)).toBe(0);

  expect(await isOpen(db, other)).toBe(false);
  expect(await isOpen(db, sessionId)).toBe(true);
  expect(await entriesOf(db, user)).toMatchObject([{ call: 'EndSession', outcome: 'done', sessionId }]);
  await otherPage.goto('/settings/sessions');
  await expect(otherPage).toHaveURL(/\/sign-in\?/);
  expect((await elsewhere.request.get('/api/sessions')).status()).toBe(401);
  await elsewhere.close();
});

test('all other sessions, also at the gateway, end at once after a dialog that names the one that stays', async ({
  page,
  db,
  signInAs,
  request: program,
}) => {
  const user = await create.user(db);
  const gateway = await create.session(db, { userId: user.id, door: 'gateway', userAgent: 'access-console' });
  const ask = () =>
    program.post(`${setting('E2E_GATEWAY_URL')}/AP/GetUserFromSession`, {
      data: { sessionId: gateway.secret },
    });
  expect((await ask()).status()).toBe(200);
  const other = await openElsewhere(db, user);
  const foreign = await openElsewhere(db, await create.user(db));
  const { sessionId } = await signInAs(user);
  const sessions = new SessionsPage(page);
  await sessions.open();
  await expect(sessions.row('access-console')).toContainText('API');
  await expect(sessions.row('Firefox 144 on Windows')).toContainText('192.0.2.44');
  await sessions.endOthers.click();
  await expect(sessions.cancel).toBeFocused();
  await expect(sessions.dialog).toContainText('Not affected: this session and your password.');
  await sessions.cancel.click();
  await expect(sessions.dialog).toBeHidden();
  await expect(sessions.endOthers).toBeFocused();
  expect(await outcomesOf(db, user)).toEqual([]);

  await sessions.endOthers.click();
  await sessions.confirm.click();
  await expect(sessions.done('All your other sessions have ended.')).toBeVisible();
  await expect(sessions.dialog).toBeHidden();
  await expect(sessions.rows).toHaveCount(1);
  await expect(sessions.heading).toBeFocused();
  expect((await ask()).status()).toBe(401);
  for (const { id } of [gateway, other]) expect(await isOpen(db, id)).toBe(false);
  for (const id of [sessionId, foreign.id]) expect(await isOpen(db, id)).toBe(true);
  expect(await outcomesOf(db, user)).toEqual(['done']);
});

test('sessions can be ended by keyboard alone, from the user’s menu', async ({ page, db, signInAs }) => {
  const user = await create.user(db);
  await openElsewhere(db, user);
  await openElsewhere(db, user);
  await signInAs(user);
  await page.goto('/');
  await page.getByRole('button', { name: user.userName }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menuitemradio', { name: 'Light' })).toBeFocused();
  for (const _ of ['past Sign out', 'to Your sessions']) await page.keyboard.press('ArrowUp');
  await expect(page.getByRole('menuitem', { name: 'Your sessions' })).toBeFocused();
  await page.keyboard.press('Enter');
  const sessions = new SessionsPage(page);
  await expect(sessions.rows).toHaveCount(3);

  await sessions.endOthers.focus();
  await page.keyboard.press('Tab');
  await expect(sessions.endButtons.first()).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(sessions.rows).toHaveCount(2);
  await expect(sessions.endButtons).toBeFocused();
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Enter');
  await expect(sessions.cancel).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(sessions.endOthers).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(sessions.cancel).toBeFocused();
  // The dialog sets the focus a second time, a moment later.
  await page.evaluate(
    () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done)))),
  );
  await page.keyboard.press('Tab');
  await expect(sessions.confirm).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(sessions.rows).toHaveCount(1);
  await expect(sessions.heading).toBeFocused();
  expect(await outcomesOf(db, user)).toEqual(['done', 'done']);
});

test('a session that has ended meanwhile is reported as ended, and leaves the list', async ({
  page,
  db,
  signInAs,
}) => {
  const user = await create.user(db);
  const other = await openElsewhere(db, user);
  await openElsewhere(db, user);
  await signInAs(user);
  const sessions = new SessionsPage(page);
  await sessions.open();
  await db.session.update({ where: { id: other.id }, data: { endedAt: new Date() } });
  await sessions.endButtons.last().click();
  await expect(sessions.failure).toContainText('It may have ended already.');
  await expect(sessions.failure).toBeFocused();
  await expect(sessions.rows).toHaveCount(2);
});

test('all other sessions can be ended while the end of one is on its way', async ({ page, db, signInAs }) => {
  const user = await create.user(db);
  for (const _ of ['one', 'another']) await openElsewhere(db, user);
  await signInAs(user);
  const sessions = new SessionsPage(page);
  await sessions.open();
  const letGo = await holdActions(page);
  await sessions.endButtons.first().click();
  await sessions.endOthers.click();
  await sessions.confirm.click();
  await expect(sessions.dialog.getByRole('button', { name: 'Ending…' })).toBeVisible();
  letGo();
  await expect(sessions.dialog).toBeHidden();
  await expect(sessions.rows).toHaveCount(1);
  expect(await outcomesOf(db, user)).toEqual(['done', 'done']);
});

test('a lost answer is reported, and the list stays', async ({ page, db, opened: { sessions, otherId } }) => {
  await onAction(page, (route) => route.abort());
  await sessions.endButtons.click();
  await expect(sessions.failure).toContainText('The answer did not arrive.');
  await expect(sessions.rows).toHaveCount(2);
  await sessions.endOthers.click();
  await sessions.confirm.click();
  await expect(sessions.dialog.getByRole('alert')).toContainText('The answer did not arrive.');
  await page.unroute('**/*');
  await sessions.confirm.click();
  await expect(sessions.dialog).toBeHidden();
  await expect(sessions.rows).toHaveCount(1);
  expect(await isOpen(db, otherId)).toBe(false);
});

test('the page says that the user’s session has ended, instead of only showing the list', async ({
  page,
  db,
  opened: { sessions, sessionId, otherId },
}) => {
  // It ends while the request is on its way: the dialog that says so would cover the button.
  await page.route('**/*', async (route) => {
    if (route.request().headers()['next-action']) {
      await db.session.update({ where: { id: sessionId }, data: { endedAt: new Date() } });
    }
    await route.fallback();
  });
  await sessions.endButtons.click();
  await expect(page.getByRole('dialog', { name: 'Your session has ended' })).toBeVisible();
  expect(await isOpen(db, otherId)).toBe(true);
});

test('a sign-in through the form records the browser', async ({ browser, db, baseURL }) => {
  const context = await browser.newContext({ baseURL: baseURL ?? '', userAgent: FIREFOX });
  const page = await context.newPage();
  const password = 'a rather long password';
  const user = await create.user(db, { passwordHash: await hashPassword(password) });
  await new SignInPage(page).open('/settings/sessions');
  await new SignInPage(page).signIn(user.userName, password);
  await expect(new SessionsPage(page).current).toContainText('Firefox 144 on Windows');
  expect(await db.session.findMany({ where: { userId: user.id } })).toMatchObject([{ userAgent: FIREFOX }]);
  await context.close();
});

test('axe finds no violation in any state of the page, and the browser reports no error', async ({
  page,
  db,
  signInAs,
}) => {
  const user = await create.user(db);
  const complaints = listenForComplaints(page);
  await openElsewhere(db, user);
  await signInAs(user);
  const sessions = new SessionsPage(page);
  await sessions.open();
  await expectAccessible(page);
  expect(await unseenFocus(page, 8)).toEqual([]);
  await sessions.endOthers.click();
  await expect(sessions.dialog).toBeVisible();
  await expectAccessible(page);
  await sessions.confirm.click();
  await expect(sessions.rows).toHaveCount(1);
  await expectAccessible(page);
  expect(complaints()).toEqual([]);
});
