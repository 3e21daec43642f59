import type { BrowserContext, Page } from '@playwright/test';
import { hashPassword } from '@/domain/sign-in/password';
import { create } from '@/prisma/factories';
import { expect, sessionCookieName, test } from './fixtures';
import { SignInPage } from './pages/sign-in-page';
import { makeTag } from './support/worlds';

const PASSWORD = 'a rather long password';
const REFUSED =
  'Wrong user name or password, or your sign-in is blocked. After several attempts, wait up to 15 minutes.';

let passwordHash = '';
test.beforeAll(async () => {
  passwordHash = await hashPassword(PASSWORD);
});

/** Addresses that a user asked for, and where they are redirected. */
const targets: [string, string][] = [
  ['/', '/'],
  ['/operators?search=venue&size=25', '/operators?search=venue&size=25'],
  ['/audit#main', '/audit#main'],
  ['//evil.example/operators', '/'],
  ['https://evil.example/operators', '/'],
  ['/\\evil.example', '/'],
  ['/\t/evil.example', '/'],
  ['\\\\evil.example', '/'],
  ['javascript:alert(1)', '/'],
  ['operators', '/'],
  ['/sign-in', '/'],
  ['/sign-in?from=//evil.example', '/'],
];

for (const [from, target] of targets) {
  test(`a signed-in user is redirected from ${JSON.stringify(from)} to ${target}`, async ({
    db,
    callerAs,
    baseURL,
  }) => {
    const caller = await callerAs(await create.user(db));
    const response = await caller.get('/sign-in', { params: { from }, maxRedirects: 0 });
    expect(response.status()).toBe(307);
    expect(new URL(response.headers().location ?? '', baseURL).href).toBe(`${baseURL}${target}`);
  });
}

const ways: [string, string | undefined, string][] = [
  ['the overview', undefined, '/'],
  ['the page asked for', '/operators?search=venue', '/operators?search=venue'],
  ['the overview instead of another site', '//evil.example', '/'],
  ['the overview instead of another site, by backslash', '/\\evil.example', '/'],
];

for (const [name, from, target] of ways) {
  test(`the right password leads to ${name}`, async ({ page, db, baseURL }) => {
    const { id, userName } = await create.user(db, { passwordHash, permissions: ['Operator'] });
    const signIn = new SignInPage(page);
    await signIn.open(from);
    await signIn.signIn(userName, PASSWORD);
    await expect(page).toHaveURL(`${baseURL}${target}`);
    await expect(page.getByRole('button', { name: userName })).toBeVisible();
    const sessions = await db.session.findMany({ where: { userId: id } });
    expect(sessions).toMatchObject([{ door: 'console', endedAt: null, address: null }]);
  });
}

test('the sign-in page leads to the page that the user asked for first', async ({ page, db }) => {
  const { userName } = await create.user(db, { passwordHash, permissions: ['Operator'] });
  await page.goto('/account-links?search=windmill');
  await new SignInPage(page).signIn(userName, PASSWORD);
  await expect(page).toHaveURL('/account-links?search=windmill');
});

test('every failure gets the same text: wrong password, unknown name, blocked, other letter case, no password', async ({
  page,
  db,
}) => {
  const { userName } = await create.user(db, { passwordHash });
  const blocked = await create.user(db, { passwordHash, emailVerified: false });
  const without = await create.user(db);
  const signIn = new SignInPage(page);
  await signIn.open();
  const tries: [string, string][] = [
    [userName, 'not this one, is it'],
    [`nobody-${makeTag()}`, PASSWORD],
    [blocked.userName, PASSWORD],
    [userName.toUpperCase(), PASSWORD],
    [without.userName, PASSWORD],
  ];
  for (const [name, password] of tries) {
    const answer = page.waitForResponse((response) => response.url().includes('/api/auth/callback/'));
    await signIn.signIn(name, password);
    expect((await answer).status()).toBe(401);
    await expect(signIn.problem).toHaveText(REFUSED);
  }
  expect(await db.session.count({ where: { userId: { in: [blocked.id, without.id] } } })).toBe(0);
});

test('a refused sign-in selects the password to type it again, and moves no field', async ({ page }) => {
  const signIn = new SignInPage(page);
  await signIn.open();
  const before = await signIn.userName.boundingBox();
  await signIn.signIn(`nobody-${makeTag()}`, PASSWORD);
  await expect(signIn.problem).toHaveText(REFUSED);
  await expect(signIn.password).toBeFocused();
  expect(await signIn.userName.boundingBox()).toEqual(before);
  await page.keyboard.type('another one');
  await expect(signIn.password).toHaveValue('another one');
});

test('after ten wrong passwords the right one gets the same text, and live sessions stay valid', async ({
  page,
  db,
  signInAs,
}) => {
  const user = await create.user(db, { passwordHash, permissions: ['Operator'] });
  await db.signInFailure.createMany({ data: Array.from({ length: 9 }, () => ({ userName: user.userName })) });
  const signIn = new SignInPage(page);
  await signIn.open();
  await signIn.signIn(user.userName, 'the tenth wrong one');
  await expect(signIn.problem).toHaveText(REFUSED);
  await signIn.signIn(user.userName, PASSWORD);
  await expect(signIn.submit).toBeEnabled();
  await expect(signIn.problem).toHaveText(REFUSED);
  expect(await db.session.count({ where: { userId: user.id } })).toBe(0);

  await signInAs(user);
  expect((await page.goto('/operators'))?.status()).toBe(200);
});

test('the password is hidden at first, and can be shown', async ({ page }) => {
  const signIn = new SignInPage(page);
  await signIn.open();
  await expect(signIn.password).toHaveAttribute('type', 'password');
  await page.getByRole('button', { name: 'Show password' }).click();
  await expect(signIn.password).toHaveAttribute('type', 'text');
});

test('signing out ends the session’s row, and the cookie gives no more access', async ({
  page,
  db,
  context,
  signInAs,
}) => {
  const user = await create.user(db, { permissions: ['Operator'] });
  const { sessionId } = await signInAs(user);
  const cookies = await context.cookies();
  await page.goto('/operators');
  await page.getByRole('button', { name: user.userName }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(page).toHaveURL('/sign-in');
  expect((await db.session.findUniqueOrThrow({ where: { id: sessionId } })).endedAt).not.toBeNull();
  await context.addCookies(cookies);
  const again = await page.request.get('/operators', { maxRedirects: 0 });
  expect(again.status()).toBe(307);
});

test('a second sign-in in the same browser ends the first session and no other', async ({
  page,
  db,
  signInAs,
  openElsewhere,
}) => {
  const first = await create.user(db, { permissions: ['Operator'] });
  const { sessionId } = await signInAs(first);
  const elsewhere = await openElsewhere(first);
  await elsewhere.goto('/operators');
  const form = await page.context().newPage();
  // The page was opened without a session. With one it would redirect.
  await page.context().clearCookies();
  const signIn = new SignInPage(form);
  await signIn.open();
  const { sessionId: current } = await signInAs(first);
  const second = await create.user(db, { passwordHash, permissions: ['Operator'] });
  await signIn.signIn(second.userName, 'not this one, is it');
  await expect(signIn.problem).toHaveText(REFUSED);
  const endOf = async (id: string) => (await db.session.findUniqueOrThrow({ where: { id } })).endedAt;
  expect(await endOf(current)).toBeNull();

  await signIn.signIn(second.userName, PASSWORD);
  await expect(form.getByRole('button', { name: second.userName })).toBeVisible();
  expect(await endOf(current)).not.toBeNull();
  expect(await endOf(sessionId)).toBeNull();
  expect((await elsewhere.goto('/operators'))?.status()).toBe(200);
  const [opened] = await db.session.findMany({ where: { userId: second.id } });
  expect(opened?.endedAt).toBeNull();
});

/** Keeps scripts and answers from setting cookies in this browser, as when its settings block them. */
async function refuseCookies(context: BrowserContext, page: Page): Promise<void> {
  const devTools = await context.newCDPSession(page);
  await devTools.send('Emulation.setDocumentCookieDisabled', { disabled: true });
  await context.route('**', async (route) => {
    const answer = await route.fetch({ maxRedirects: 0 });
    // Fetching the response has set its cookies in the browser.
    await context.clearCookies();
    const { 'set-cookie': _, ...headers } = answer.headers();
    await route.fulfill({ response: answer, headers });
  });
}

test.describe('in a browser that refuses cookies', () => {
  const WORDS = /^Your browser refuses cookies, and without them nobody stays signed in\. Allow cookies/;

  test('the form says so at once, and again after the right password', async ({ page, db, context }) => {
    const { id, userName } = await create.user(db, { passwordHash });
    await refuseCookies(context, page);
    const signIn = new SignInPage(page);
    await signIn.open('/operators');
    await expect(signIn.problem).toHaveText(WORDS);
    await signIn.signIn(userName, PASSWORD);
    await expect(signIn.submit).toBeEnabled();
    await expect(signIn.problem).toHaveText(WORDS);
    await expect(signIn.userName).toHaveValue(userName);
    expect(await db.session.count({ where: { userId: id } })).toBe(0);
  });

  test('the form says so after the right password, when only the answer’s cookie is refused', async ({
    page,
    db,
  }) => {
    const { userName } = await create.user(db, { passwordHash });
    await page.route('**/api/auth/callback/**', async (route) => {
      const answer = await route.fetch();
      const { 'set-cookie': _, ...headers } = answer.headers();
      // Fetching the response has set its cookies in the browser.
      await page.context().clearCookies({ name: sessionCookieName() });
      await route.fulfill({ response: answer, headers });
    });
    const signIn = new SignInPage(page);
    await signIn.open();
    await expect(signIn.problem).toBeHidden();
    await signIn.signIn(userName, PASSWORD);
    await expect(signIn.problem).toHaveText(WORDS);
    await expect(signIn.userName).toHaveValue(userName);
  });
});

test.describe('before the page is hydrated', () => {
  test.use({ javaScriptEnabled: false });

  test('a password that is sent early never appears in an address', async ({ page, baseURL }) => {
    const addresses: string[] = [];
    page.on('request', (request) => addresses.push(request.url()));
    const signIn = new SignInPage(page);
    await signIn.open();
    await signIn.signIn('somebody', PASSWORD);
    await expect(page).toHaveURL(new RegExp(`^${baseURL}`));
    expect(addresses.filter((address) => /password|rather/.test(address))).toEqual([]);
  });
});
