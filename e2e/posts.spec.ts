import { hashPassword } from '@/domain/sign-in/password';
import { create } from '@/prisma/factories';
import { expect, setting, test } from './fixtures';
import { ownOrigin } from './support/server-actions';

const PASSWORD = 'a rather long password';

/** Headers by which a request does not come from the console. */
const origins: Record<string, Record<string, string>> = {
  nothing: {},
  'another site': { Origin: 'https://evil.example', 'Sec-Fetch-Site': 'cross-site' },
  'another site in only one header': { 'Sec-Fetch-Site': 'cross-site' },
  'another origin of the same site': { Origin: 'http://localhost:1', 'Sec-Fetch-Site': 'same-site' },
  'an address typed by hand': { 'Sec-Fetch-Site': 'none' },
  'no origin worth naming': { Origin: 'null' },
};

for (const [what, headers] of Object.entries(origins)) {
  test(`a request that names ${what} can’t sign in, sign out or prolong a session`, async ({
    db,
    callerAs,
  }) => {
    const user = await create.user(db, { passwordHash: await hashPassword(PASSWORD) });
    const caller = await callerAs(null);
    const { csrfToken } = (await (await caller.get('/api/auth/csrf')).json()) as { csrfToken: string };
    const form = { csrfToken, userName: user.userName, password: PASSWORD, json: 'true' };
    const signIn = await caller.post('/api/auth/callback/credentials', { form, headers, maxRedirects: 0 });
    expect(signIn.status()).toBe(403);
    expect(await db.session.count({ where: { userId: user.id } })).toBe(0);

    const signedIn = await callerAs(user);
    const long = new Date(Date.now() - 5 * 60_000);
    await db.session.updateMany({ where: { userId: user.id }, data: { lastSeenAt: long } });
    expect((await signedIn.post('/api/session', { headers })).status()).toBe(403);
    const token = ((await (await signedIn.get('/api/auth/csrf')).json()) as { csrfToken: string }).csrfToken;
    const signOut = await signedIn.post('/api/auth/signout', { form: { csrfToken: token }, headers });
    expect(signOut.status()).toBe(403);
    const [session] = await db.session.findMany({ where: { userId: user.id } });
    expect(session).toMatchObject({ endedAt: null, lastSeenAt: long });
  });
}

test('the console’s own requests can sign in, sign out and prolong a session', async ({
  db,
  playwright,
  callerAs,
}) => {
  const user = await create.user(db, { passwordHash: await hashPassword(PASSWORD) });
  const caller = await playwright.request.newContext({
    baseURL: setting('E2E_BASE_URL'),
    extraHTTPHeaders: ownOrigin(),
  });
  const token = async () =>
    ((await (await caller.get('/api/auth/csrf')).json()) as { csrfToken: string }).csrfToken;
  const form = { csrfToken: await token(), userName: user.userName, password: PASSWORD, json: 'true' };
  expect((await caller.post('/api/auth/callback/credentials', { form })).status()).toBe(200);
  const [opened] = await db.session.findMany({ where: { userId: user.id } });
  const long = new Date(Date.now() - 5 * 60_000);
  await db.session.updateMany({ where: { userId: user.id }, data: { lastSeenAt: long } });
  expect((await caller.post('/api/session')).status()).toBe(200);
  expect(
    (await caller.post('/api/auth/signout', { form: { csrfToken: await token(), json: 'true' } })).ok(),
  ).toBe(true);
  const [ended] = await db.session.findMany({ where: { userId: user.id } });
  expect(ended?.id).toBe(opened?.id);
  expect(ended?.endedAt).not.toBeNull();
  expect(ended?.lastSeenAt.getTime()).toBeGreaterThan(long.getTime());
  await caller.dispose();
  expect((await (await callerAs(null)).post('/api/session', { headers: ownOrigin() })).status()).toBe(401);
});

const readOnly = ['/healthz', '/api/lists/operators', '/api/companies/1', '/api/previews/RemoveUserRole'];

for (const path of readOnly) {
  test(`${path} accepts only reading`, async ({ callerAs }) => {
    const caller = await callerAs({ id: 4 });
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
      expect((await caller.fetch(path, { method, headers: ownOrigin() })).status(), method).toBe(405);
    }
  });
}
