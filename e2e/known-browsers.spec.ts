import type { APIRequestContext } from '@playwright/test';
import pg from 'pg';
import { hashPassword } from '@/domain/sign-in/password';
import { create } from '@/prisma/factories';
import { expect, setting, test } from './fixtures';
import { SignInPage } from './pages/sign-in-page';
import { startOwnConsole } from './support/own-console';
import { makeTag } from './support/worlds';

const PASSWORD = 'a rather long password';
const CALLBACK = '/api/auth/callback/credentials';
const DAY = 24 * 3_600;

let passwordHash = '';
test.beforeAll(async () => {
  passwordHash = await hashPassword(PASSWORD);
});

test('failed sign-ins from elsewhere lock a user’s new browsers, but not one that has signed in before', async ({
  page,
  db,
  context,
  browser,
  baseURL,
}) => {
  const { userName } = await create.user(db, { passwordHash, permissions: ['Operator'] });
  const signIn = new SignInPage(page);
  await signIn.open();
  await signIn.enter(userName, PASSWORD);
  await expect(page.getByRole('button', { name: userName })).toBeVisible();

  const known = (await context.cookies()).find(({ name }) => name.endsWith('.browser'));
  expect(known).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: '/' });
  expect(known?.expires).toBeGreaterThan(Date.now() / 1_000 + 364 * DAY);
  expect(known?.value).not.toContain(userName);

  await page.getByRole('button', { name: userName }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(page).toHaveURL('/sign-in');
  await db.signInFailure.createMany({ data: Array.from({ length: 200 }, () => ({ userName })) });

  const elsewhere = await browser.newContext({ baseURL: baseURL ?? '' });
  const stranger = new SignInPage(await elsewhere.newPage());
  await stranger.open();
  await stranger.signIn(userName, PASSWORD);
  await expect(stranger.problem).toContainText('your sign-in is blocked');
  await elsewhere.close();

  await signIn.signIn(userName, 'a wrong password');
  await expect(signIn.problem).toContainText('Wrong user name or password');
  await signIn.signIn(userName, PASSWORD);
  await expect(page.getByRole('button', { name: userName })).toBeVisible();
});

/** Sends the form of the sign-in page. */
async function post(caller: APIRequestContext, typed: { userName: string; password: string }) {
  const { csrfToken } = (await (await caller.get('/api/auth/csrf')).json()) as { csrfToken: string };
  return caller.post(CALLBACK, { form: { ...typed, csrfToken, json: 'true' }, timeout: 0 });
}

test('when too many people sign in at once the rest must retry later, but a known browser gets in', async ({
  db,
  playwright,
}) => {
  test.setTimeout(300_000);
  const own = await startOwnConsole();
  const holder = new pg.Client({ connectionString: setting('E2E_DATABASE_URL') });
  const extraHTTPHeaders = { Origin: own.origin, 'Sec-Fetch-Site': 'same-origin' };
  const options = { baseURL: own.origin, extraHTTPHeaders };
  const [caller, strangers] = [
    await playwright.request.newContext(options),
    await playwright.request.newContext(options),
  ];
  try {
    const { userName } = await create.user(db, { passwordHash });
    expect((await post(caller, { userName, password: PASSWORD })).status()).toBe(200);

    // A sign-in under this name waits for the lock, and so does the queue behind it.
    const heldName = `crowd-${makeTag()}`;
    await holder.connect();
    await holder.query('BEGIN');
    await holder.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`sign-in name ${heldName}`]);
    const tries: Promise<void>[] = [];
    const turnedAway: { retryAfter: string | undefined; url: string }[] = [];
    const tryAsStranger = async () => {
      const answer = await post(strangers, { userName: heldName, password: 'x' });
      if (answer.status() !== 429) return;
      const { url } = (await answer.json()) as { url: string };
      turnedAway.push({ retryAfter: answer.headers()['retry-after'], url });
    };
    await expect
      .poll(
        () => {
          for (let count = 0; count < 30 && tries.length < 300; count += 1) tries.push(tryAsStranger());
          return turnedAway.length;
        },
        { timeout: 120_000 },
      )
      .toBeGreaterThan(0);
    expect(turnedAway[0]).toEqual({ retryAfter: '2', url: expect.stringContaining('error=TooMany') });
    expect((await post(caller, { userName, password: PASSWORD })).status()).toBe(200);
    await holder.query('ROLLBACK');
    await Promise.allSettled(tries);
  } finally {
    await holder.end();
    await caller.dispose();
    await strangers.dispose();
    await own.server.stop();
  }
});

test('the form says that too many people are signing in, and that the password was not checked', async ({
  page,
  baseURL,
}) => {
  const signIn = new SignInPage(page);
  await signIn.open();
  await page.route(`**${CALLBACK}`, (route) =>
    route.fulfill({
      status: 429,
      headers: { 'Retry-After': '2' },
      json: { url: `${baseURL}/sign-in?error=TooMany` },
    }),
  );
  await signIn.signIn('somebody', PASSWORD);
  await expect(signIn.problem).toHaveText(
    'Too many people are signing in right now. Your password was not checked. Try again in a few seconds.',
  );
  await expect(signIn.submit).toBeEnabled();
});
