import type { Page } from '@playwright/test';
import { expect, test } from './fixtures';
import { ListPage } from './pages/list-page';
import { SignInPage } from './pages/sign-in-page';
import { expectAccessible, listenForComplaints } from './support/accessibility';
import { type Kind, makeViewer } from './support/kinds';
import { RESOURCE_NAMES } from './support/resource-names';

type Viewed = Awaited<ReturnType<typeof makeViewer>>;

interface View {
  name: string;
  kind: Kind;
  path: (viewed: Viewed) => string;
  /** Prepares the page before it is checked. */
  prepare?: (page: Page) => Promise<unknown>;
  shows: string | RegExp;
  /** Requests that are expected to fail. */
  refused?: RegExp;
}

const views: View[] = [
  { name: 'sign-in', kind: 'nobody', path: () => '/sign-in', shows: 'Sign in' },
  {
    name: 'sign-in that was refused',
    kind: 'nobody',
    path: () => '/sign-in',
    prepare: async (page) => new SignInPage(page).signIn('nobody-at-all', 'not a password'),
    shows: 'your sign-in is blocked',
    refused: /\/api\/auth\/callback/,
  },
  {
    name: 'overview of a plain user',
    kind: 'plain',
    path: () => '/',
    shows: 'You don’t manage anything yet',
  },
  { name: 'overview of an Operator', kind: 'Operator', path: () => '/', shows: 'Needs attention' },
  { name: 'overview of a SUPERUSER', kind: 'SUPERUSER', path: () => '/', shows: 'without a CoAdmin' },
  { name: 'operators', kind: 'Operator', path: () => '/operators?search=Spot', shows: 'Default OMS' },
  {
    name: 'operators, to read only',
    kind: 'PlatformAdmin',
    path: () => '/operators?search=Spot',
    shows: 'Default OMS',
  },
  {
    name: 'account links',
    kind: 'Operator',
    path: () => '/account-links?search=jones',
    shows: 'Default account',
  },
  { name: 'company roles', kind: 'SUPERUSER', path: () => '/company-roles', shows: 'CoShareholder' },
  {
    name: 'company roles of a CoAdmin',
    kind: 'CoAdmin',
    path: () => '/company-roles',
    shows: 'CoShareholder',
  },
  {
    name: 'company',
    kind: 'CoAdmin',
    path: ({ companies }) => `/companies/${companies.company.id}`,
    shows: '1,234,567.5',
  },
  {
    name: 'person',
    kind: 'SUPERUSER',
    path: ({ companies }) => `/people/${companies.ada.id}`,
    shows: 'Can sign in',
  },
  {
    name: 'person of a CoAdmin’s company, with something chosen',
    kind: 'CoAdmin',
    path: ({ companies }) => `/people/${companies.ada.id}`,
    prepare: (page) => page.getByRole('checkbox', { name: /^Remove role: / }).check(),
    shows: '1 selected',
  },
  {
    name: 'what needs attention',
    kind: 'PlatformAdmin',
    path: () => '/findings/companies-with-one-co-admin',
    shows: 'A CompanyAdmin can’t remove the last CoAdmin; a PlatformAdmin can.',
  },
  { name: 'audit log', kind: 'SUPERUSER', path: () => '/audit', shows: 'Audit log' },
  {
    name: '403',
    kind: 'plain',
    path: () => '/operators',
    shows: 'You don’t have access to this page',
    refused: /operators/,
  },
  { name: '404', kind: 'plain', path: () => '/nowhere', shows: 'Page not found', refused: /nowhere/ },
  {
    name: 'foreign company',
    kind: 'CoAdmin',
    path: ({ companies }) => `/companies/${companies.foreign.id}`,
    shows: 'Page not found',
    refused: /companies/,
  },
  { name: 'nothing yet', kind: 'Operator', path: () => '/audit', shows: 'No entries yet' },
  {
    name: 'no match',
    kind: 'Operator',
    path: () => '/operators?search=zzzzzz',
    shows: 'No assignments match',
  },
  {
    name: 'an address that makes no sense',
    kind: 'Operator',
    path: () => '/operators?cursor=nonsense',
    shows: 'doesn’t recognize something in this link',
    refused: /api\/lists/,
  },
  {
    name: 'a list that failed',
    kind: 'Operator',
    path: () => '/operators',
    prepare: async (page) => {
      await page.route('**/api/lists/**', (route) => route.abort());
      await page.getByRole('searchbox').fill('x');
    },
    shows: 'could not be loaded',
    refused: /api\/lists/,
  },
  {
    name: 'filters, one of them open',
    kind: 'SUPERUSER',
    path: () => '/company-roles',
    prepare: async (page) => {
      const list = new ListPage(page, '/company-roles');
      await (await list.filter('Role')).selectOption('CoAgent');
      await (await list.filter('Company')).click();
      const choices = page.getByRole('listbox', { name: 'Company' });
      await expect(choices.getByRole('option').first()).toBeVisible();
    },
    shows: 'CoAgent',
  },
];

for (const { name, kind, path, prepare, shows, refused } of views) {
  test(`${name}: axe finds no violation, and the browser reports no error`, async ({
    page,
    db,
    signInAs,
  }) => {
    const viewed = await makeViewer(db, kind);
    if (viewed.user) await signInAs(viewed.user);
    const complaints = listenForComplaints(page);
    await page.goto(path(viewed));
    await prepare?.(page);
    await expect(page.getByRole('main')).toContainText(shows);
    await expectAccessible(page);
    expect(complaints(refused)).toEqual([]);
  });
}

test('every page has its own title', async ({ page, db, signInAs }) => {
  const { user, companies } = await makeViewer(db, 'SUPERUSER');
  if (user) await signInAs(user);
  const titles: string[] = [];
  const paths = [
    ...RESOURCE_NAMES.map((name) => `/${name}`),
    '/',
    `/companies/${companies.company.id}`,
    `/people/${companies.ada.id}`,
  ];
  for (const path of paths) {
    await page.goto(path);
    titles.push(await page.title());
  }
  expect(new Set(titles).size, titles.join(', ')).toBe(paths.length);
  for (const title of titles) expect(title).toContain('Access Console');
});
