import { DEMO_PASSWORD } from '@/domain/sign-in/demo-users';
import { hashPassword } from '@/domain/sign-in/password';
import { create } from '@/prisma/factories';
import { expect, test } from './fixtures';
import { SignInPage } from './pages/sign-in-page';
import { type OwnConsole, startOwnConsole } from './support/own-console';

const PASSWORD = 'a rather long password';

let other: OwnConsole;
test.beforeAll(async () => {
  other = await startOwnConsole();
});
test.afterAll(() => other.server.stop());

test('only the demo offers users to sign in as, and tells their password', async ({ page, baseURL }) => {
  const homes: [string, number][] = [
    [baseURL ?? '', 1],
    [other.origin, 0],
  ];
  for (const [home, count] of homes) {
    await page.goto(`${home}/sign-in`);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Sign in');
    await expect(new SignInPage(page).demo).toHaveCount(count);
    expect((await page.content()).includes(DEMO_PASSWORD)).toBe(count === 1);
  }
});

test('a browser can be signed in at two consoles on one host, as a different user at each', async ({
  page,
  db,
  context,
  baseURL,
}) => {
  const passwordHash = await hashPassword(PASSWORD);
  const here = await create.user(db, { passwordHash, permissions: ['Operator'] });
  const there = await create.user(db, { passwordHash, permissions: ['Operator'] });
  const signIn = new SignInPage(page);
  const homes: [string, string][] = [
    [baseURL ?? '', here.userName],
    [other.origin, there.userName],
  ];
  for (const [home, name] of homes) {
    await page.goto(`${home}/sign-in`);
    await signIn.signIn(name, PASSWORD);
    await expect(page.getByRole('button', { name })).toBeVisible();
  }
  for (const [home, name] of homes) {
    await page.goto(`${home}/operators`);
    await expect(page.getByRole('button', { name })).toBeVisible();
  }
  const names = (await context.cookies()).map((cookie) => cookie.name);
  const ports = homes.map(([home]) => new URL(home).port);
  expect(names.filter((name) => !ports.some((port) => name.startsWith(`access-console-${port}.`)))).toEqual(
    [],
  );
});
