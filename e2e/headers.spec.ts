import { request } from 'node:http';
import type { APIResponse } from '@playwright/test';
import { hashPassword } from '@/domain/sign-in/password';
import { create } from '@/prisma/factories';
import { cookieOf, expect, sessionCookieName, setting, test } from './fixtures';
import { RESOURCE_NAMES } from './support/resource-names';
import { ownOrigin } from './support/server-actions';

const PASSWORD = 'a rather long password';

const pages = [...RESOURCE_NAMES.map((name) => `/${name}`), '/', '/companies/1', '/sign-in'];
const lists = [...RESOURCE_NAMES, 'companies', 'omses'];
const others = ['/api/companies/1', '/api/session', '/healthz', '/nowhere', '/favicon.ico'];
const everything = [...pages, ...lists.map((list) => `/api/lists/${list}`), ...others];

const policyOf = (response: APIResponse) =>
  Object.fromEntries(
    (response.headers()['content-security-policy'] ?? '')
      .split('; ')
      .map((directive) => directive.split(/ (.*)/s).slice(0, 2)),
  );

for (const path of everything) {
  test(`${path} is never cached, forbids content sniffing, and sends other sites no referrer`, async ({
    callerAs,
  }) => {
    const caller = await callerAs(path === '/sign-in' ? null : { id: 4 });
    const headers = (await caller.get(path, { maxRedirects: 0 })).headers();
    expect(headers['cache-control']).toContain('no-store');
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['referrer-policy']).toBe('same-origin');
    expect(headers['x-powered-by']).toBeUndefined();
  });
}

for (const path of pages) {
  test(`${path} runs only its own scripts`, async ({ callerAs }) => {
    const caller = await callerAs(path === '/sign-in' ? null : { id: 4 });
    const response = await caller.get(path);
    const policy = policyOf(response);
    const [, nonce = ''] = /'nonce-([^']+)'/.exec(policy['script-src'] ?? '') ?? [];
    expect(nonce.length).toBeGreaterThan(20);
    expect(policy).toEqual({
      'default-src': "'self'",
      'script-src': `'self' 'nonce-${nonce}' 'strict-dynamic'`,
      'style-src-elem': `'self' 'nonce-${nonce}'`,
      'style-src-attr': "'unsafe-inline'",
      'img-src': "'self' data:",
      'font-src': "'self'",
      'connect-src': "'self'",
      'form-action': "'self'",
      'object-src': "'none'",
      'base-uri': "'none'",
      'frame-ancestors': "'none'",
    });
    const scripts = (await response.text()).match(/<script\b[^>]*>/g) ?? [];
    expect(scripts.length).toBeGreaterThan(3);
    expect(scripts.filter((script) => !script.includes(`nonce="${nonce}"`))).toEqual([]);
    expect((await caller.get(path)).headers()['content-security-policy']).not.toContain(nonce);
  });
}

test('scripts and other sites can’t reach the session cookie', async ({ db, playwright }) => {
  const user = await create.user(db, { passwordHash: await hashPassword(PASSWORD) });
  const caller = await playwright.request.newContext({
    baseURL: setting('E2E_BASE_URL'),
    extraHTTPHeaders: ownOrigin(),
  });
  const { csrfToken } = (await (await caller.get('/api/auth/csrf')).json()) as { csrfToken: string };
  const form = { csrfToken, userName: user.userName, password: PASSWORD, json: 'true' };
  const response = await caller.post('/api/auth/callback/credentials', { form });
  const cookies = response.headersArray().filter(({ name }) => name.toLowerCase() === 'set-cookie');
  const session = cookies.find(({ value }) => value.startsWith(`${sessionCookieName()}=`))?.value ?? '';
  expect(session).toContain('; HttpOnly');
  expect(session).toMatch(/; SameSite=Lax/i);
  expect(session).toContain('; Path=/');
  // Over plain HTTP the flag would keep browsers from sending the cookie.
  expect(session).not.toContain('Secure');
  expect(session).not.toContain('Domain');
  await caller.dispose();
});

for (const [who, id] of [
  ['a client without a session', null],
  ['a SUPERUSER', 4],
] as const) {
  test(`/_next/image answers 404 to ${who}`, async ({ callerAs }) => {
    const caller = await callerAs(id === null ? null : { id });
    for (const query of ['', '?url=%2Ficon.svg&w=64&q=75', '?url=http%3A%2F%2F127.0.0.1&w=64&q=75']) {
      expect((await caller.get(`/_next/image${query}`, { maxRedirects: 0 })).status(), query).toBe(404);
    }
  });
}

test('a request under another host’s name is answered with a sentence that names the right one', async ({
  callerAs,
  baseURL,
}) => {
  const caller = await callerAs({ id: 4 });
  for (const host of ['evil.example', '127.0.0.1', `localhost.evil.example:${new URL(baseURL ?? '').port}`]) {
    for (const path of [
      '/',
      '/operators',
      '/api/lists/operators',
      '/api/auth/csrf',
      '/_next/image',
      '/sign-in',
    ]) {
      const response = await caller.get(path, { headers: { Host: host }, maxRedirects: 0 });
      expect(response.status(), `${host} ${path}`).toBe(421);
      expect(await response.text()).toBe(`This console answers at ${baseURL} only.\n`);
    }
  }
});

test('any client can read the console’s health, under any host name', async ({ callerAs }) => {
  const caller = await callerAs(null);
  const names: Record<string, string>[] = [{}, { Host: '10.0.0.7:8080' }];
  for (const headers of names) {
    const response = await caller.get('/healthz', { headers });
    expect(response.status()).toBe(200);
    expect(await response.json()).toEqual({ status: 'ok' });
  }
});

for (const path of [
  '/nowhere',
  '/operators/7',
  '/api/nowhere',
  '/api/lists',
  '/.env',
  '/companies',
  '/robots.txt',
]) {
  test(`${path} is not found`, async ({ callerAs }) => {
    const caller = await callerAs({ id: 4 });
    expect((await caller.get(path, { maxRedirects: 0 })).status()).toBe(404);
  });
}

test('the stream of changes is never compressed, but a list is', async ({ db }) => {
  const user = await create.user(db, { permissions: ['Operator'] });
  const { secret } = await create.session(db, { userId: user.id });
  const headers = { Cookie: await cookieOf(secret), 'Accept-Encoding': 'gzip' };
  const encodingOf = (path: string) =>
    new Promise<string | undefined>((resolve, reject) => {
      const asked = request(`${setting('E2E_BASE_URL')}${path}`, { headers, agent: false }, (response) => {
        expect(response.statusCode, path).toBe(200);
        resolve(response.headers['content-encoding']);
        asked.destroy();
      });
      asked.on('error', reject).end();
    });
  expect(await encodingOf('/api/live')).toBeUndefined();
  expect(await encodingOf('/api/live?since=0')).toBeUndefined();
  expect(await encodingOf('/api/lists/operators?size=100')).toBe('gzip');
});

test('a forged cookie, or one signed with another secret, gives no access', async ({ request }) => {
  for (const value of ['x', 'a.b.c', '%00', 'ey'.repeat(600)]) {
    const headers = { Cookie: `${sessionCookieName()}=${value}` };
    expect((await request.get('/operators', { headers, maxRedirects: 0 })).status()).toBe(307);
    expect((await request.get('/api/lists/operators', { headers })).status()).toBe(401);
  }
});
