import type { Page } from '@playwright/test';
import { type DatabaseProxy, openDatabaseProxy } from '@/domain/testing/database-proxy';
import { create } from '@/prisma/factories';
import type { PrismaClient, User } from '@/prisma/generated/client';
import { expect, setting, test } from './fixtures';
import { ListPage } from './pages/list-page';
import { directCall } from './support/direct-calls';
import { openLiveStream } from './support/live-stream';
import { type OwnConsole, startOwnConsole } from './support/own-console';
import { removeDirectly } from './support/remove-directly';
import { makeOperatorWorld } from './support/worlds';

// All tests share one console, which they stop and start, on a proxy to the database that they cut and mend.
// Rows are removed meanwhile at the usual console.
test.describe.configure({ mode: 'default' });

const STREAMS = 20;
/** The statement's time limit, by which the console notices a silent database. */
const NOTICED_AFTER_MS = 5_000;
const operators = directCall('RemoveOperatorOMS');

let line: DatabaseProxy;
let own: OwnConsole;
test.beforeAll(async () => {
  line = await openDatabaseProxy(setting('E2E_DATABASE_URL'));
  own = await startOwnConsole({ databaseUrl: line.url, timeLimitMs: NOTICED_AFTER_MS });
});
test.afterEach(() => line.mend());
test.afterAll(() => own.server.stop());

/**
 * Stops the console without a deadline that would kill it.
 *
 * @returns how it ended by itself
 */
async function endInOrder(): Promise<string> {
  own.server.process.kill('SIGTERM');
  return own.server.ended;
}

const openers: Record<string, (db: PrismaClient, open: { actor: User; page: Page }) => Promise<unknown>> = {
  'read without a browser': (db, { actor }) =>
    Promise.all(Array.from({ length: STREAMS }, () => openLiveStream(db, actor, { origin: own.origin }))),
  'of a browser': (_, { page }) => new ListPage(page, `${own.origin}/operators`).open(),
};

for (const [whose, open] of Object.entries(openers)) {
  test(`streams ${whose} don’t keep a console from stopping`, async ({ page, db, asOperator: { actor } }) => {
    const usual = await endInOrder();
    await own.restart();
    await open(db, { actor, page });
    await expect.poll(() => own.metric('access_console_open_streams')).toBeGreaterThan(0);
    const how = await endInOrder();
    await own.restart();
    expect(how).toBe(usual);
  });
}

test('answers in flight, and a page that reopens its stream, don’t keep a console from stopping', async ({
  page,
  db,
  signInAs,
}) => {
  const { actor } = await makeOperatorWorld(db);
  await signInAs(actor);
  await new ListPage(page, `${own.origin}/operators`).open();
  await expect.poll(() => own.metric('access_console_open_streams')).toBe(1);
  // At least one request is always in flight, so that its connection stays open.
  await page.evaluate(async () => {
    const ask = (): Promise<void> => fetch('/api/session').then(ask, () => {});
    for (let line = 0; line < 3; line += 1) ask();
  });
  const stopping = endInOrder();
  await page.evaluate(() => {
    window.fetch = () => Promise.reject(new TypeError('No more is asked.'));
  });
  const how = await stopping;
  await own.restart();
  expect(how).not.toBe('SIGKILL');
});

const absences: Record<string, { leave: () => Promise<unknown>; comeBack: () => Promise<unknown> }> = {
  'the console is stopped and started': { leave: () => own.server.stop(), comeBack: () => own.restart() },
  'the database is away': { leave: () => line.cut('refused'), comeBack: () => line.mend() },
  'the database is silent': { leave: () => line.cut('silent'), comeBack: () => line.mend() },
};

for (const [what, { leave, comeBack }] of Object.entries(absences)) {
  test(`a removal while ${what} shows afterwards`, async ({ page, db, callerAs, signInAs }) => {
    const { tag, actor, ada, oms } = await makeOperatorWorld(db);
    await signInAs(await create.user(db, { permissions: ['Operator'] }));
    const list = new ListPage(page, `${own.origin}/operators`);
    await list.open({ search: tag });
    await expect(list.rows).toHaveCount(2);
    await expect.poll(() => own.metric('access_console_open_streams')).toBe(1);
    await leave();
    await removeDirectly(await callerAs(actor), operators, { OperatorId: ada.id, OMSId: oms.id });
    await comeBack();
    await expect(list.rows).toHaveCount(1);
  });
}
