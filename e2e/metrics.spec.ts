import { randomBytes } from 'node:crypto';
import type { APIRequestContext } from '@playwright/test';
import { parseEnv } from '@/env';
import { findFreePort } from '@/scripts/database/free-port';
import { untilHealthy } from '@/scripts/servers/health';
import { consoleListener } from '@/scripts/servers/listeners';
import { type Server, startWebServer } from '@/scripts/servers/server';
import { testDistDir } from '@/scripts/testing/test-dist-dir';
import { MAX_STATEMENT_MS } from '@/scripts/testing/unless-hung';
import { rises, valueIn } from '@/server/testing/read-metrics';
import { alsoSignInAt, expect, setting, test } from './fixtures';
import { callAction } from './support/server-actions';
import { makeOperatorWorld } from './support/worlds';

// These tests have their own console, because others' calls would count, too, and the usual console has no
// token.
test.describe.configure({ mode: 'default' });

const TOKEN = randomBytes(36).toString('base64url');
const CALLS = 'access_console_calls_total';

let server: Server;
let origin = '';

test.beforeAll(async () => {
  const env = parseEnv({
    DATABASE_URL: setting('E2E_DATABASE_URL'),
    DATABASE_TIME_LIMIT_MS: String(MAX_STATEMENT_MS),
    NEXTAUTH_SECRET: setting('NEXTAUTH_SECRET'),
    AUDIT_KEY: setting('AUDIT_KEY'),
    METRICS_TOKEN: TOKEN,
    PORT: String(await findFreePort()),
  });
  origin = env.NEXTAUTH_URL;
  alsoSignInAt(origin);
  server = startWebServer({ mode: 'start', env, distDir: testDistDir, output: 'inherit' });
  await untilHealthy(consoleListener(env));
});

test.afterAll(() => server.stop());

const ask = (caller: APIRequestContext, headers: Record<string, string> = {}) =>
  caller.get(`${origin}/metrics`, {
    headers: { Authorization: `Bearer ${TOKEN}`, ...headers },
    maxRedirects: 0,
  });

/** How much a piece of work adds to the counted calls. */
const counted = (caller: APIRequestContext, work: () => Promise<unknown>) =>
  rises(CALLS, { readText: async () => (await ask(caller)).text(), work });

test('every request of a browser is counted once, whichever part of the console answers it', async ({
  db,
  callerAs,
}) => {
  const { actor, ada, oms } = await makeOperatorWorld(db);
  const caller = await callerAs(actor);
  const get = (path: string) => () => caller.get(origin + path, { maxRedirects: 0 });
  const request = { OperatorId: ada.id, OMSId: oms.id, IsDefault: false };
  const preview = `/api/previews/RemoveOperatorOMS?request=${JSON.stringify(request)}`;
  const remove = () =>
    callAction(caller, {
      page: `${origin}/operators`,
      name: 'removeOperatorOms',
      args: [request, {}],
      headers: { Origin: origin, 'Sec-Fetch-Site': 'same-origin' },
    });
  const cases: [string, () => Promise<unknown>, Record<string, number>][] = [
    ['a list', get('/api/lists/operators'), { 'console ListOperators ok': 1 }],
    ['a list that is not', get('/api/lists/made-up'), { 'console List not_supported': 1 }],
    [
      'a list asked for badly',
      get('/api/lists/operators?size=x'),
      { 'console ListOperators invalid_request': 1 },
    ],
    ['a preview', get(preview), { 'console PreviewRemoveOperatorOMS ok': 1 }],
    ['an action', remove, { 'console RemoveOperatorOMS invalid_request': 1 }],
    ['a page', get('/operators'), { 'console ListOperators ok': 1 }],
    ['an export', get('/api/exports/operators'), { 'console Export ok': 1 }],
    ['an export that is not', get('/api/exports/made-up'), { 'console Export not_supported': 1 }],
    ['a verification', get('/api/audit/verification'), { 'console VerifyAuditLog not_authorized': 1 }],
    ['a session', get('/api/session'), { 'console SessionEnds ok': 1 }],
    ['health', get('/healthz'), { 'console Health ok': 1 }],
    ['metrics', get('/metrics'), {}],
  ];
  for (const [what, work, rise] of cases) expect(await counted(caller, work), what).toEqual(rise);
});

test('a verification of the log counts when it is done', async ({ callerAs }) => {
  const caller = await callerAs({ id: 4 });
  const verify = async () => (await caller.get(`${origin}/api/audit/verification`)).text();
  expect(await counted(caller, verify)).toEqual({ 'console VerifyAuditLog ok': 1 });
});

test('sign-ins count by their outcome, and a sign-out counts once', async ({ page, callerAs }) => {
  const caller = await callerAs(null);
  const read = async (outcome: string) =>
    valueIn(
      await (await ask(caller)).text(),
      `access_console_sign_ins_total{door="console",outcome="${outcome}"}`,
    );
  const tryIn = async (password: string) => {
    await page.goto(`${origin}/sign-in`);
    await page.getByLabel('User name').fill('dreyes');
    await page.getByRole('textbox', { name: 'Password' }).fill(password);
    await page.getByRole('button', { name: 'Sign in' }).click();
  };
  const wrong = await counted(caller, async () => {
    await tryIn('a password of any kind');
    await expect(page.getByRole('main').getByRole('alert')).toBeVisible();
  });
  expect(wrong).toEqual({ 'console SignIn ok': 1 });
  expect([await read('ok'), await read('rejected')]).toEqual([0, 1]);
  await tryIn('demo-access-console');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect.poll(() => read('ok')).toBe(1);
  const out = await counted(caller, async () => {
    await page.getByRole('button', { name: 'dreyes' }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await expect(page.getByRole('button', { name: 'Sign in' })).toBeVisible();
  });
  expect(out['console SignOut ok']).toBe(1);
});

test('metrics need the token, with or without a session, under any host name', async ({ callerAs }) => {
  for (const caller of [await callerAs(null), await callerAs({ id: 4 })]) {
    for (const host of [new URL(origin).host, '10.0.0.7:8080']) {
      const response = await ask(caller, { Host: host });
      expect(response.status()).toBe(200);
      expect(response.headers()['content-type']).toBe('text/plain; version=0.0.4; charset=utf-8');
      expect(response.headers()['cache-control']).toContain('no-store');
      expect(await response.text()).toMatch(/^access_console_database_connections\{state="total"\} [1-9]/m);
      for (const Authorization of ['', 'Bearer', `Bearer ${TOKEN}x`, `Basic ${TOKEN}`]) {
        const refused = await ask(caller, { Host: host, Authorization });
        expect(refused.status(), Authorization).toBe(401);
        expect(refused.headers()['www-authenticate']).toBe('Bearer');
        expect(refused.headers()['cache-control']).toContain('no-store');
        expect(await refused.text()).toBe('');
      }
    }
    const head = await caller.head(`${origin}/metrics`, { headers: { Authorization: `Bearer ${TOKEN}` } });
    expect(head.status()).toBe(200);
    expect((await caller.post(`${origin}/metrics`)).status()).toBe(405);
  }
});

test('without a configured token there are no metrics', async ({ callerAs }) => {
  for (const caller of [await callerAs(null), await callerAs({ id: 4 })]) {
    const headers = { Authorization: `Bearer ${TOKEN}` };
    const response = await caller.get('/metrics', { headers, maxRedirects: 0 });
    expect(response.status()).toBe(404);
    expect(response.headers()['www-authenticate']).toBeUndefined();
    expect(await response.text()).toBe('');
  }
});
