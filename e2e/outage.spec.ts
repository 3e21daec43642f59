import { type DatabaseProxy, openDatabaseProxy } from '@/domain/testing/database-proxy';
import { setting } from './fixtures';
import { ListPage } from './pages/list-page';
import { expectAccessible } from './support/accessibility';
import { type OwnConsole, startOwnConsole } from './support/own-console';
import { outcomesOf, removalCase } from './support/removal-cases';
import { expect, test } from './support/removal-test';

// All tests share one server, on a proxy to the database that they cut and mend.
test.describe.configure({ mode: 'default' });

/** By this limit of a statement the server notices a silent database. */
const NOTICED_AFTER_MS = 5_000;

let line: DatabaseProxy;
let own: OwnConsole;
/** The server's output. */
let log = '';
let errors = '';

test.beforeAll(async () => {
  line = await openDatabaseProxy(setting('E2E_DATABASE_URL'));
  own = await startOwnConsole({ databaseUrl: line.url, timeLimitMs: NOTICED_AFTER_MS, output: 'pipe' });
  own.server.process.stdout?.on('data', (data) => {
    log += data;
  });
  own.server.process.stderr?.on('data', (data) => {
    errors += data;
  });
});

/** Waits until the log has an entry under a correlation id. */
const untilLogged = (id: string | undefined) =>
  expect.poll(() => log).toContain(`"correlationId":"${id ?? 'none'}"`);

test.afterEach(() => line.mend());
test.afterAll(() => own.server.stop());

const removal = removalCase('RemoveOperatorOMS');

for (const how of ['refused', 'silent'] as const) {
  test(`a database that is ${how}: every answer says so, and recovers by itself`, async ({
    db,
    callerAs,
  }) => {
    const caller = await callerAs((await removal.make(db)).actor);
    const ask = (path: string) => caller.get(own.origin + path, { maxRedirects: 0 });
    const statusOf = async (path: string) => (await ask(path)).status();
    const paths = [
      '/healthz',
      '/api/lists/operators',
      '/api/lists/audit',
      '/api/session',
      '/api/companies/1',
    ];
    // Open connections must notice, too.
    await Promise.all(paths.map(ask));
    await line.cut(how);

    for (const path of paths) {
      const response = await ask(path);
      expect(response.status(), path).toBe(503);
      expect(response.headers()['retry-after'], path).toBe('5');
      const id = response.headers()['x-correlation-id'] ?? 'none';
      expect(await response.json(), path).toMatchObject({
        result: false,
        errorcode: 102,
        errormsg: 'Server Error',
        detail: `The database does not answer just now. Correlation id ${id}.`,
      });
      await untilLogged(id);
    }
    const response = await ask('/operators');
    expect(response.status()).toBe(503);
    expect(response.headers()['retry-after']).toBe('5');
    expect((await response.text()).includes('127.0.0.1')).toBe(false);

    await line.mend();
    for (const path of ['/healthz', '/api/lists/operators', '/operators'])
      await expect.poll(() => statusOf(path), path).toBe(200);
  });

  test(`a database that is ${how} in the middle of a removal: Check again removes the link once`, async ({
    db,
    openRemoval,
  }) => {
    const { scene, dialog, message } = await openRemoval(removal, { origin: own.origin });
    await dialog.fill({ details: 'Ticket 4718' });
    await line.cut(how);
    await dialog.confirm.click();
    await expect(dialog.failure).toContainText('We don’t know yet whether it was removed');
    await expect(dialog.failure).toContainText('The database does not answer just now.');
    const [, id] = /Correlation id ([\da-f-]{36})/.exec((await dialog.failure.textContent()) ?? '') ?? [];
    await untilLogged(id);
    await expect(dialog.details).toHaveValue('Ticket 4718');
    expect(await scene.isThere()).toBe(true);

    await line.mend();
    await dialog.checkAgain.click();
    await expect(message).toBeVisible();
    expect(await scene.isThere()).toBe(false);
    expect(await outcomesOf(db, scene.actor)).toEqual(['done']);
  });

  test(`a database that is ${how} under an open list: the list says so, and Try again loads the rows`, async ({
    page,
    db,
    signInAs,
  }) => {
    const scene = await removal.make(db);
    await signInAs(scene.actor);
    const list = new ListPage(page, own.origin + removal.path);
    await list.open();
    await line.cut(how);
    await list.search.fill(scene.tag);
    const failed = page.getByRole('heading', { name: 'The assignments could not be loaded' });
    // The page asks three times in all, because the problem may pass by itself.
    await expect(failed).toBeVisible();
    await line.mend();
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect(list.rows).toHaveCount(2);
  });
}

test('a connection that breaks after the COMMIT of a removal: the console says that it was removed', async ({
  db,
  openRemoval,
}) => {
  const { scene, dialog, message } = await openRemoval(removal, { origin: own.origin });
  await dialog.fill({ details: 'Ticket 4719' });
  const cut = line.cutAtCommit('after');
  await dialog.confirm.click();
  await cut;
  await expect(message).toBeVisible();
  expect(await scene.isThere()).toBe(false);
  expect(await outcomesOf(db, scene.actor)).toEqual(['done']);
});

test('the error page says what happened, names the log’s entry, and offers a way on', async ({
  page,
  db,
  signInAs,
}) => {
  const scene = await removal.make(db);
  await signInAs(scene.actor);
  await line.cut('refused');
  const ids: (string | null)[] = [];
  for (const _ of ['the first time', 'the second']) {
    const answer = await page.goto(`${own.origin}${removal.path}?search=${scene.tag}`);
    expect(answer?.status()).toBe(503);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('This page could not be shown');
    const id = await page.getByRole('code').textContent();
    await untilLogged(id ?? undefined);
    ids.push(id);
  }
  expect(ids[0]).not.toBe(ids[1]);
  await expectAccessible(page);

  await line.mend();
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByRole('button', { name: `${removal.verb}: ${scene.rowName}` })).toBeVisible();
});

test('a sign-in during an outage says that nothing is known about the password', async ({ page }) => {
  await page.goto(`${own.origin}/sign-in`);
  await line.cut('refused');
  await page.getByLabel('User name').fill('anybody');
  await page.getByRole('textbox', { name: 'Password' }).fill('a password of any kind');
  const answering = page.waitForResponse('**/api/auth/callback/credentials*');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('main').getByRole('alert')).toContainText(
    'your password may not have been checked',
  );
  await untilLogged((await answering).headers()['x-correlation-id']);
});

test('every line of the log is JSON, including what Next.js printed about these failures', () => {
  const lines = log.split('\n').slice(0, -1);
  expect(lines.length).toBeGreaterThan(20);
  expect(lines.filter((line) => !line.startsWith('{"level":') || !isJson(line))).toEqual([]);
  expect(errors).toBe('');
});

function isJson(line: string): boolean {
  try {
    return typeof JSON.parse(line) === 'object';
  } catch {
    return false;
  }
}
