import {
  type APIRequestContext,
  type BrowserContext,
  test as base,
  expect,
  type Page,
  type Response,
} from '@playwright/test';
import { encode } from 'next-auth/jwt';
import { cookieName } from '@/console/session/paths';
import { createDatabase } from '@/prisma/client';
import { makeSession } from '@/prisma/factories';
import type { PrismaClient } from '@/prisma/generated/client';
import { MAX_STATEMENT_MS } from '@/scripts/testing/unless-hung';

export { expect };

/** A setting that `npm run e2e` gives. */
export function setting(
  name: 'E2E_BASE_URL' | 'E2E_GATEWAY_URL' | 'E2E_DATABASE_URL' | 'NEXTAUTH_SECRET' | 'AUDIT_KEY',
): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: run these tests with \`npm run e2e\`.`);
  return value;
}

const otherConsoles = new Set<string>();

/** Lets the sessions that are minted from now on count at another console, too: its cookie has a name of its own. */
export function alsoSignInAt(origin: string): void {
  otherConsoles.add(origin);
}

/** The session cookie's name at every console that this worker uses. */
const cookieNames = () =>
  [setting('E2E_BASE_URL'), ...otherConsoles].map((origin) => cookieName('session', origin));

/** The name at the usual one. */
export const sessionCookieName = () => cookieName('session', setting('E2E_BASE_URL'));

/** What the console's cookie holds for a session. */
const cookieValue = (secret: string) => encode({ token: { secret }, secret: setting('NEXTAUTH_SECRET') });

/** The header by which somebody without a browser carries a session. */
export async function cookieOf(secret: string): Promise<string> {
  const value = await cookieValue(secret);
  return cookieNames()
    .map((name) => `${name}=${value}`)
    .join('; ');
}

/**
 * Waits until React has taken over a page that came from the server: until then it can be seen, but whatever is
 * clicked or chosen in it is lost. React keeps the root on the document, under a name of its own.
 */
async function untilAlive(page: Page, response: Response | null): Promise<void> {
  if (!response?.headers()['content-type']?.startsWith('text/html')) return;
  await page.waitForFunction(() => {
    const name = Object.keys(document).find((key) => key.startsWith('__reactContainer$'));
    const root = name && Reflect.get(document, name)?.stateNode?.current?.memoizedState;
    return Boolean(root) && root.isDehydrated === false;
  });
}

/** Makes a page wait after each opening until what is clicked in it counts. */
function untilAliveWhenOpened(page: Page): void {
  const goto = page.goto.bind(page);
  const reload = page.reload.bind(page);
  page.goto = async (...args) => {
    const response = await goto(...args);
    await untilAlive(page, response);
    return response;
  };
  page.reload = async (...args) => {
    const response = await reload(...args);
    await untilAlive(page, response);
    return response;
  };
}

interface Fixtures {
  /** Puts a new session of a user into the browser, or into another one, as if he had just signed in. */
  signInAs: (user: { id: number }, browser?: BrowserContext) => Promise<{ sessionId: string }>;
  /** A page in a browser of its own, where a user has just signed in. */
  openElsewhere: (user: { id: number }) => Promise<Page>;
  /** Somebody who asks without a browser: his requests carry a session of their own, or none. */
  callerAs: (user: { id: number } | null) => Promise<APIRequestContext>;
}

export const test = base.extend<Fixtures, { db: PrismaClient }>({
  db: [
    // Playwright reads the first parameter's names, so it must be a pattern.
    // biome-ignore lint/correctness/noEmptyPattern: see above
    async ({}, use) => {
      const db = createDatabase(setting('E2E_DATABASE_URL'), 3, MAX_STATEMENT_MS);
      await use(db);
      await db.$disconnect();
    },
    { scope: 'worker' },
  ],

  page: async ({ page, javaScriptEnabled }, use) => {
    if (javaScriptEnabled !== false) untilAliveWhenOpened(page);
    await use(page);
  },

  signInAs: async ({ context, db, baseURL }, use) => {
    await use(async ({ id: userId }, browser = context) => {
      const { id: sessionId, secret } = await makeSession(db, { userId });
      const cookie = { value: await cookieValue(secret), httpOnly: true, url: baseURL ?? '' };
      const cookies = cookieNames().map((name) => ({ ...cookie, name, sameSite: 'Lax' as const }));
      await browser.addCookies(cookies);
      return { sessionId };
    });
  },

  openElsewhere: async ({ browser, baseURL, signInAs }, use) => {
    const opened: BrowserContext[] = [];
    await use(async (user) => {
      const context = await browser.newContext({ baseURL: baseURL ?? '' });
      opened.push(context);
      await signInAs(user, context);
      const page = await context.newPage();
      untilAliveWhenOpened(page);
      return page;
    });
    for (const context of opened) await context.close();
  },

  callerAs: async ({ playwright, db, baseURL }, use) => {
    const opened: APIRequestContext[] = [];
    await use(async (user) => {
      const secret = user && (await makeSession(db, { userId: user.id })).secret;
      const extraHTTPHeaders: Record<string, string> = {};
      if (secret) extraHTTPHeaders.Cookie = await cookieOf(secret);
      const caller = await playwright.request.newContext({ baseURL: baseURL ?? '', extraHTTPHeaders });
      opened.push(caller);
      return caller;
    });
    for (const caller of opened) await caller.dispose();
  },
});
