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
import { create } from '@/prisma/factories';
import type { PrismaClient } from '@/prisma/generated/client';
import { MAX_STATEMENT_MS } from '@/scripts/testing/unless-hung';
import { ListPage } from './pages/list-page';
import { untilHydrated } from './support/hydration';
import {
  type ManyOperators,
  makeManyOperators,
  makeOperatorWorld,
  type OperatorWorld,
} from './support/worlds';

export { expect };

/** Returns a setting that `npm run e2e` sets. */
export function setting(
  name: 'E2E_BASE_URL' | 'E2E_GATEWAY_URL' | 'E2E_DATABASE_URL' | 'NEXTAUTH_SECRET' | 'AUDIT_KEY',
): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: run these tests with \`npm run e2e\`.`);
  return value;
}

const otherConsoles = new Set<string>();

/** Makes sessions that are created from now on valid at another console, too: its cookie has another name. */
export function alsoSignInAt(origin: string): void {
  otherConsoles.add(origin);
}

/** The names of the session cookie at every console that this worker uses. */
const cookieNames = () =>
  [setting('E2E_BASE_URL'), ...otherConsoles].map((origin) => cookieName('session', origin));

/** The name of the session cookie at the usual console. */
export const sessionCookieName = () => cookieName('session', setting('E2E_BASE_URL'));

/** The value of the console's cookie for a session. */
const cookieValue = (secret: string) => encode({ token: { secret }, secret: setting('NEXTAUTH_SECRET') });

/** The header that carries a session when there is no browser. */
export async function cookieOf(secret: string): Promise<string> {
  const value = await cookieValue(secret);
  return cookieNames()
    .map((name) => `${name}=${value}`)
    .join('; ');
}

async function afterHydration(page: Page, response: Response | null): Promise<Response | null> {
  if (response?.headers()['content-type']?.startsWith('text/html')) await untilHydrated(page);
  return response;
}

/** Makes every navigation of a page wait until clicks in it take effect. */
function waitForHydration(page: Page): void {
  const goto = page.goto.bind(page);
  const reload = page.reload.bind(page);
  page.goto = async (...args) => {
    return afterHydration(page, await goto(...args));
  };
  page.reload = async (...args) => {
    return afterHydration(page, await reload(...args));
  };
}

interface Fixtures {
  /** The Operator of a new world, who is signed in, and the page with its assignments, which is not open yet. */
  asOperator: OperatorWorld & { sessionId: string; list: ListPage };
  /** The same in a world of many operators. */
  asOperatorOfMany: (count: number) => Promise<ManyOperators & { list: ListPage }>;
  /** Adds a new session of a user to the browser, or to another one, as if the user had just signed in. */
  signInAs: (user: { id: number }, browser?: BrowserContext) => Promise<{ sessionId: string }>;
  /** A page in another browser, where a user has just signed in. */
  openElsewhere: (user: { id: number }) => Promise<Page>;
  /** A client without a browser. Its requests carry a new session of the user, or no session. */
  callerAs: (user: { id: number } | null) => Promise<APIRequestContext>;
}

export const test = base.extend<Fixtures, { db: PrismaClient }>({
  db: [
    // Playwright reads the names of the first parameter, so it must be a pattern.
    // biome-ignore lint/correctness/noEmptyPattern: see above
    async ({}, use) => {
      const db = createDatabase(setting('E2E_DATABASE_URL'), 3, MAX_STATEMENT_MS);
      await use(db);
      await db.$disconnect();
    },
    { scope: 'worker' },
  ],

  page: async ({ page, javaScriptEnabled }, use) => {
    if (javaScriptEnabled !== false) waitForHydration(page);
    await use(page);
  },

  asOperator: async ({ page, db, signInAs }, use) => {
    const world = await makeOperatorWorld(db);
    const { sessionId } = await signInAs(world.actor);
    await use({ ...world, sessionId, list: new ListPage(page, '/operators') });
  },

  asOperatorOfMany: async ({ page, db, signInAs }, use) => {
    await use(async (count) => {
      const world = await makeManyOperators(db, count);
      await signInAs(world.actor);
      return { ...world, list: new ListPage(page, '/operators') };
    });
  },

  signInAs: async ({ context, db, baseURL }, use) => {
    await use(async ({ id: userId }, browser = context) => {
      const { id: sessionId, secret } = await create.session(db, { userId });
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
      waitForHydration(page);
      return page;
    });
    for (const context of opened) await context.close();
  },

  callerAs: async ({ playwright, db, baseURL }, use) => {
    const opened: APIRequestContext[] = [];
    await use(async (user) => {
      const secret = user && (await create.session(db, { userId: user.id })).secret;
      const extraHTTPHeaders: Record<string, string> = {};
      if (secret) extraHTTPHeaders.Cookie = await cookieOf(secret);
      const caller = await playwright.request.newContext({ baseURL: baseURL ?? '', extraHTTPHeaders });
      opened.push(caller);
      return caller;
    });
    for (const caller of opened) await caller.dispose();
  },
});
