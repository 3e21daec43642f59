import type { ResourceName } from '@/components/resources/config';
import { expect, test } from './fixtures';
import { KINDS, type Kind, makeViewer } from './support/kinds';

type Row = readonly [number, number, number, number, number, number];

/** Status of every route, by the kind of user, in the order of KINDS. */
const routes: Record<`/${ResourceName}`, Row> & Record<string, Row> = {
  '/': [307, 200, 200, 200, 200, 200],
  '/operators': [307, 403, 200, 403, 200, 200],
  '/account-links': [307, 403, 200, 403, 200, 200],
  '/company-roles': [307, 403, 403, 200, 200, 200],
  '/companies/own': [307, 404, 404, 200, 200, 200],
  '/companies/foreign': [307, 404, 404, 404, 200, 200],
  '/companies/missing': [307, 404, 404, 404, 404, 404],
  '/companies/words': [307, 404, 404, 404, 404, 404],
  '/people/member': [307, 404, 200, 200, 200, 200],
  '/people/stranger': [307, 404, 200, 404, 200, 200],
  '/people/missing': [307, 404, 404, 404, 404, 404],
  '/people/words': [307, 404, 404, 404, 404, 404],
  '/findings/blocked-with-access': [307, 403, 200, 404, 200, 200],
  '/findings/omses-without-operator': [307, 403, 200, 404, 200, 200],
  '/findings/omses-with-one-operator': [307, 403, 200, 404, 200, 200],
  '/findings/accounts-without-user': [307, 403, 200, 404, 200, 200],
  '/findings/companies-without-co-admin': [307, 403, 404, 200, 200, 200],
  '/findings/companies-with-one-co-admin': [307, 403, 404, 200, 200, 200],
  '/findings/companies-with-blocked-co-admins': [307, 403, 404, 404, 200, 200],
  '/findings/constructor': [307, 403, 404, 404, 404, 404],
  '/audit': [307, 403, 200, 200, 200, 200],
  '/people': [307, 403, 200, 200, 200, 200],
  '/settings/sessions': [307, 200, 200, 200, 200, 200],
  '/nowhere': [307, 404, 404, 404, 404, 404],
};

const navigation: Record<Kind, string[]> = {
  nobody: [],
  plain: ['Overview'],
  Operator: ['Overview', 'People', 'Operators', 'Account links', 'Audit log'],
  CoAdmin: ['Overview', 'People', 'Company', 'Audit log'],
  PlatformAdmin: ['Overview', 'People', 'Operators', 'Account links', 'Company roles', 'Audit log'],
  SUPERUSER: ['Overview', 'People', 'Operators', 'Account links', 'Company roles', 'Audit log'],
};

/** Pages that offer a removal to each kind of user. */
const removes: Record<Kind, string[]> = {
  nobody: [],
  plain: [],
  Operator: ['/operators', '/account-links'],
  CoAdmin: ['/company-roles', '/companies/own'],
  PlatformAdmin: ['/company-roles', '/companies/own', '/companies/foreign'],
  SUPERUSER: ['/operators', '/account-links', '/company-roles', '/companies/own', '/companies/foreign'],
};

for (const [index, kind] of KINDS.entries()) {
  test(`${kind}: the status of every page`, async ({ db, callerAs }) => {
    const { user, companies, missing } = await makeViewer(db, kind);
    const caller = await callerAs(user);
    const ids: Record<string, number> = {
      own: companies.company.id,
      foreign: companies.foreign.id,
      missing: missing.id,
      member: companies.ada.id,
      stranger: companies.fred.id,
    };
    const addresses = Object.keys(routes).map((route) =>
      route.replace(/(?<=^\/(companies|people)\/).*/, (name) => String(ids[name] ?? name)),
    );
    const statuses: number[] = [];
    for (const address of addresses) {
      statuses.push((await caller.get(address, { maxRedirects: 0 })).status());
    }
    expect(Object.fromEntries(Object.keys(routes).map((route, place) => [route, statuses[place]]))).toEqual(
      Object.fromEntries(Object.entries(routes).map(([route, expected]) => [route, expected[index]])),
    );
  });
}

for (const [index, kind] of KINDS.entries()) {
  if (kind === 'nobody') continue;
  test(`${kind}: the navigation, and the pages that offer removals`, async ({ page, db, signInAs }) => {
    const { user, assignment, link, companies } = await makeViewer(db, kind);
    if (user) await signInAs(user);
    await page.goto('/');
    const entries = page.getByRole('navigation', { name: 'Console' }).getByRole('link');
    await expect(entries).toHaveText(navigation[kind]);

    // The address of each page that lists removable rows, and a user in its list.
    const pages: [string, string, string][] = [
      ['/operators', `/operators?search=${assignment.tag}`, assignment.ben.userName],
      ['/account-links', `/account-links?search=${link.tag}`, link.ben.userName],
      ['/company-roles', `/company-roles?search=${companies.tag}`, companies.ben.userName],
      ['/companies/own', `/companies/${companies.company.id}`, companies.ben.userName],
      ['/companies/foreign', `/companies/${companies.foreign.id}`, companies.fred.userName],
    ];
    const offered: string[] = [];
    for (const [route, address, somebody] of pages) {
      if (routes[route]?.[index] !== 200) continue;
      await page.goto(address);
      await expect(page.getByRole('cell', { name: somebody }).first()).toBeVisible();
      const buttons = page.getByRole('button', { name: /^(Unassign operator|Unlink user|Remove role): / });
      if ((await buttons.count()) > 0) offered.push(route);
    }
    expect(offered).toEqual(removes[kind]);
  });
}

test('the overview says to a plain user that they have nothing to manage', async ({ page, db, signInAs }) => {
  const { user } = await makeViewer(db, 'plain');
  if (user) await signInAs(user);
  await page.goto('/');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('You don’t manage anything yet');
  await page.goto('/operators');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('You don’t have access to this page');
  await page.getByRole('link', { name: 'Go to overview' }).click();
  await expect(page).toHaveURL('/');
});

test('a foreign company and one that does not exist look the same', async ({ page, db, signInAs }) => {
  const { user, companies, missing } = await makeViewer(db, 'CoAdmin');
  if (user) await signInAs(user);
  const looks: [number | undefined, string, string | null][] = [];
  for (const id of [companies.foreign.id, missing.id]) {
    const response = await page.goto(`/companies/${id}`);
    expect((await response?.text())?.includes(companies.foreign.name)).toBe(false);
    // The title arrives behind the page.
    await expect(page).toHaveTitle('Page not found · Access Console');
    looks.push([response?.status(), await page.title(), await page.getByRole('main').textContent()]);
  }
  expect(looks[0]).toEqual(looks[1]);
  expect(looks[0]?.[2]).toContain('Page not found');
});
