import type { Locator } from '@playwright/test';
import { create } from '@/prisma/factories';
import { expect, test } from './fixtures';
import { ListPage } from './pages/list-page';
import { PersonPage } from './pages/person-page';
import { directCall } from './support/direct-calls';
import { type Kind, makeViewer } from './support/kinds';
import { makePersonWorld } from './support/person-world';
import { removeDirectly } from './support/remove-directly';
import { makeAccountWorld, makeCompanyWorld, makeOperatorWorld, makeTag } from './support/worlds';

const roles = directCall('RemoveUserRole');

type World = Awaited<ReturnType<typeof makePersonWorld>>;

/** The checkboxes, by the right that they need. */
const CHOICES = {
  omses: ({ omses }: World) => omses.map(({ id, name }) => `Unassign operator: OMS ${id}, ${name}`),
  accounts: ({ accounts }: World) =>
    accounts.map(({ id, handle }) => `Unlink user: Account ${id}, ${handle}`),
  roles: ({ companies }: World) =>
    companies.flatMap(({ name }) =>
      ['CoAdmin', 'CoShareholder'].map((role) => `Remove role: ${role} of ${name}`),
    ),
  permission: () => ['Revoke permission: Permission Operator'],
  signIn: ({ user }: World) => [`Block sign-in: ${user.userName}`],
  sessions: ({ user }: World) => [`End all sessions: ${user.userName}`],
};

const SEEN: Partial<Record<Kind, { sections: string[]; offered: (keyof typeof CHOICES)[] }>> = {
  Operator: {
    sections: ['OMSs', 'Accounts', 'Permissions', 'Sign-in'],
    offered: ['omses', 'accounts', 'permission', 'signIn'],
  },
  CoAdmin: { sections: ['Company roles'], offered: ['roles'] },
  PlatformAdmin: {
    sections: ['OMSs', 'Accounts', 'Company roles', 'Permissions', 'Sign-in'],
    offered: ['roles'],
  },
  SUPERUSER: {
    sections: ['OMSs', 'Accounts', 'Company roles', 'Permissions', 'Sign-in'],
    offered: ['omses', 'accounts', 'roles', 'permission', 'signIn', 'sessions'],
  },
};

for (const [kind, { sections, offered }] of Object.entries(SEEN)) {
  test(`${kind}: the sections of a person’s page, and the choices in them`, async ({
    page,
    db,
    signInAs,
  }) => {
    const world = await makePersonWorld(db);
    const { tag, user, colleague } = world;
    await db.userPermission.deleteMany({ where: { userId: colleague.id } });
    await create.session(db, { userId: user.id });
    const permissions = [kind as 'Operator'];
    await signInAs(
      kind === 'CoAdmin' ? colleague : await create.user(db, { userName: `${kind}-${tag}`, permissions }),
    );
    const person = new PersonPage(page, user);
    await person.open();
    await expect(person.heading).toHaveText(user.userName);
    const labels = (part: Locator) =>
      part.evaluateAll((all) => all.map((one) => one.getAttribute('aria-label') ?? ''));
    expect(await labels(page.getByRole('main').getByRole('region'))).toEqual([...sections, 'entries']);
    const names = await labels(person.choices);
    expect(names.filter((name) => !name.startsWith('Select all: '))).toEqual(
      offered.flatMap((name) => CHOICES[name](world)),
    );
  });
}

test('a plain user finds no person, not even themselves, and a CoAdmin no person of another company', async ({
  page,
  db,
  signInAs,
}) => {
  const { user, companies, missing } = await makeViewer(db, 'CoAdmin');
  const { cara, ada, fred } = companies;
  const looks: Record<string, [number | undefined, string | null]> = {};
  for (const [name, viewer, id] of [
    ['plain', ada, cara.id],
    ['himself', ada, ada.id],
    ['foreign', user ?? ada, fred.id],
    ['missing', user ?? ada, missing.id],
  ] as const) {
    await signInAs(viewer);
    const response = await page.goto(`/people/${id}`);
    expect((await response?.text())?.includes(fred.userName), name).toBe(false);
    looks[name] = [response?.status(), await page.getByRole('main').textContent()];
  }
  expect(looks).toEqual({
    plain: looks.missing,
    himself: looks.missing,
    foreign: looks.missing,
    missing: [404, expect.stringContaining('Page not found')],
  });
});

test('a person’s name links to their page, wherever it appears', async ({ page, db, signInAs }) => {
  const [operators, links, companies] = [
    await makeOperatorWorld(db),
    await makeAccountWorld(db),
    await makeCompanyWorld(db),
  ];
  await signInAs(await create.user(db, { permissions: ['SUPERUSER'] }));
  const places: [string, { tag: string; ada: { id: number; userName: string } }][] = [
    ['/operators', operators],
    ['/account-links', links],
    ['/company-roles', companies],
    [`/companies/${companies.company.id}`, companies],
  ];
  for (const [path, { tag, ada }] of places) {
    await new ListPage(page, path).open(path.startsWith('/companies/') ? {} : { search: tag });
    await page.getByRole('link', { name: ada.userName, exact: true }).click();
    await expect(page, path).toHaveURL(`/people/${ada.id}`);
    await expect(new PersonPage(page, ada).heading).toHaveText(ada.userName);
  }
});

test('at most 50 rows can be chosen at once, and Clear clears the choice', async ({ page, db, signInAs }) => {
  const user = await create.user(db, { userName: `pat-${makeTag()}` });
  for (let nth = 0; nth < 51; nth += 1) {
    const { id: companyId } = await create.company(db);
    await create.role(db, { companyId, userId: user.id, role: 'CoAgent' });
  }
  await signInAs(await create.user(db, { permissions: ['PlatformAdmin'] }));
  const person = new PersonPage(page, user);
  await person.open();
  await person.choice('Select all: Company roles').check();
  await expect(person.bar.getByRole('status')).toHaveText('51 selected. Remove up to 50 at a time.');
  await expect(person.review).toBeDisabled();
  await person.choices.nth(1).uncheck();
  await expect(person.bar.getByRole('status')).toHaveText('50 selected');
  await expect(person.review).toBeEnabled();
  await person.clear.click();
  await expect(person.bar).toHaveCount(0);
  await expect(person.choice('Select all: Company roles')).not.toBeChecked();
});

test('a person who leaves the CoAdmin’s company disappears from an open page, with their history', async ({
  page,
  db,
  signInAs,
  callerAs,
}) => {
  const { company, cara, dan, ada } = await makeCompanyWorld(db);
  await signInAs(cara);
  const person = new PersonPage(page, ada);
  await person.open();
  await expect(page.getByRole('searchbox')).toBeVisible();
  const request = { companyName: company.name, roleName: 'CoShareholder', userName: ada.userName };
  await removeDirectly(await callerAs(dan), roles, request);
  await expect(person.heading).toHaveText('Page not found');
  await expect(page.getByRole('searchbox')).toHaveCount(0);
});
