import type { Page, Route } from '@playwright/test';
import type { PrismaClient } from '@/prisma/generated/client';
import { expect, test } from './fixtures';
import { RemovalDialog } from './pages/removal-dialog';
import { comeBack } from './support/come-back';

const MINUTE = 60_000;

const lastSeen = async (db: PrismaClient, id: string) =>
  (await db.session.findUniqueOrThrow({ where: { id } })).lastSeenAt.getTime();

/** Makes a session look unused for so many minutes. */
const leaveIdle = (db: PrismaClient, { id, minutes }: { id: string; minutes: number }) =>
  db.session.update({ where: { id }, data: { lastSeenAt: new Date(Date.now() - minutes * MINUTE) } });

const warningOf = (page: Page) => page.getByRole('dialog', { name: 'Are you still there?' });
const endOf = (page: Page) => page.getByRole('dialog', { name: 'Your session has ended' });

test('two minutes before the idle end a warning appears, and Stay signed in prolongs the session', async ({
  page,
  db,
  asOperator: { sessionId },
}) => {
  await page.clock.install();
  const told = page.waitForResponse('**/api/session');
  await page.goto('/operators');
  await told;
  await leaveIdle(db, { id: sessionId, minutes: 13.1 });
  // The page believes that the session began when the page was opened.
  await page.clock.fastForward(12 * MINUTE);
  await expect(warningOf(page)).toBeHidden();
  await page.clock.fastForward(1.2 * MINUTE);
  await expect(warningOf(page)).toBeVisible();
  const stay = warningOf(page).getByRole('button', { name: 'Stay signed in' });
  await expect(stay).toBeFocused();

  const before = Date.now();
  await stay.click();
  await expect(warningOf(page)).toBeHidden();
  expect(await lastSeen(db, sessionId)).toBeGreaterThanOrEqual(before - 1_000);
  await page.clock.fastForward(10 * MINUTE);
  await expect(warningOf(page)).toBeHidden();
});

test('the server’s answer before the machine slept counts from the time of the request', async ({
  page,
  db,
  asOperator: { sessionId },
}) => {
  await page.clock.install();
  const onTheirWay: (() => Promise<void>)[] = [];
  const hold = async (route: Route) => {
    const response = await route.fetch();
    onTheirWay.push(() => route.fulfill({ response }));
  };
  await page.route('**/api/session', hold, { times: 1 });
  await page.goto('/operators');
  await expect.poll(() => onTheirWay.length).toBe(1);
  await leaveIdle(db, { id: sessionId, minutes: 13.1 });
  await page.clock.fastForward(13.2 * MINUTE);
  for (const arrive of onTheirWay) await arrive();
  await expect(warningOf(page)).toBeVisible();
});

test('no warning appears when another tab was in use', async ({ page, db, asOperator: { sessionId } }) => {
  await page.clock.install();
  const answer = () => page.waitForResponse((response) => response.url().endsWith('/api/session'));
  await Promise.all([answer(), page.goto('/operators')]);
  await leaveIdle(db, { id: sessionId, minutes: -10 });
  // In small steps: on a busy machine the page's time may have begun to move before the page reads the first
  // answer.
  let isAnswered = false;
  answer().then(() => {
    isAnswered = true;
  });
  const moveOn = async () => {
    if (!isAnswered) await page.clock.fastForward(MINUTE / 2);
    return isAnswered;
  };
  await expect.poll(moveOn, { intervals: [100] }).toBe(true);
  // Time enough for the page to show the answer.
  await page.clock.runFor(1_000);
  await expect(warningOf(page)).toBeHidden();
});

test('the page’s own requests are not activity, but the user’s actions are', async ({
  page,
  db,
  asOperator: { tag, ada, oms, sessionId, list },
}) => {
  await page.clock.install();
  await list.open({ search: tag });
  await leaveIdle(db, { id: sessionId, minutes: 5 });
  const idleSince = await lastSeen(db, sessionId);

  await page.clock.fastForward(MINUTE / 2);
  const refetched = page.waitForResponse((response) => response.url().includes('/api/lists/operators'));
  await comeBack(page);
  await refetched;
  await page.request.get('/api/session');
  await page.request.get(`/api/lists/operators?search=${tag}`);
  const request = JSON.stringify({ OperatorId: ada.id, OMSId: oms.id });
  await page.request.get('/api/previews/RemoveOperatorOMS', { params: { request } });
  await page.request.get('/audit', { headers: { 'Next-Router-Prefetch': '1', RSC: '1' } });
  expect(await lastSeen(db, sessionId)).toBe(idleSince);

  await page.clock.fastForward(MINUTE);
  const told = page.waitForResponse(
    (response) => response.url().endsWith('/api/session') && response.request().method() === 'POST',
  );
  await page.keyboard.press('Tab');
  await told;
  expect(await lastSeen(db, sessionId)).toBeGreaterThan(idleSince);
});

test('opening a page is activity', async ({ page, db, asOperator: { sessionId } }) => {
  await leaveIdle(db, { id: sessionId, minutes: 5 });
  const idleSince = await lastSeen(db, sessionId);
  await page.goto('/operators');
  expect(await lastSeen(db, sessionId)).toBeGreaterThan(idleSince);
});

test('the page reports an ended session when it becomes visible, and continues after signing in elsewhere', async ({
  page,
  db,
  signInAs,
  asOperator: { actor, tag, sessionId, list },
}) => {
  await list.open({ search: tag });
  await db.session.update({ where: { id: sessionId }, data: { endedAt: new Date() } });
  await list.search.fill(`ada-${tag}`);
  await expect(endOf(page)).toBeVisible();
  const link = endOf(page).getByRole('link', { name: 'Sign in in a new tab' });
  await expect(link).toHaveAttribute('href', '/sign-in');
  await expect(link).toHaveAttribute('target', '_blank');
  // Until the link has the focus, Escape would clear the search field.
  await expect(link).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(endOf(page)).toBeVisible();

  await signInAs(actor);
  await comeBack(page);
  await expect(endOf(page)).toBeHidden();
  await expect(list.search).toHaveValue(`ada-${tag}`);
  await expect(list.count).toHaveText('1 assignment');
});

test('a session that ends under an open removal is reported above it, and the typed text is kept', async ({
  page,
  db,
  signInAs,
  asOperator: { actor, tag, ada, oms, sessionId, list },
}) => {
  const verb = 'Unassign operator';
  await page.clock.install();
  await list.open({ search: tag });
  await list.button(verb, `${ada.userName}, ${oms.name}`).click();
  const dialog = new RemovalDialog(page, verb);
  await dialog.fill({ reason: 'Other', details: 'Ticket 4719' });
  await db.session.update({ where: { id: sessionId }, data: { endedAt: new Date() } });
  await page.clock.fastForward(MINUTE / 2);
  await comeBack(page);
  await expect(endOf(page)).toBeVisible();
  await expect(endOf(page).getByRole('link', { name: 'Sign in' })).toBeFocused();

  await signInAs(actor);
  await comeBack(page);
  await expect(endOf(page)).toBeHidden();
  await expect(dialog.details).toHaveValue('Ticket 4719');
  await dialog.confirm.click();
  const done = `${ada.userName} unassigned from ${oms.name}`;
  await expect(page.getByRole('status').filter({ hasText: done })).toBeVisible();
});
