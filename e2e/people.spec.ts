import type { Locator } from '@playwright/test';
import { create } from '@/prisma/factories';
import { expect, test } from './fixtures';
import { ListPage } from './pages/list-page';
import { PersonPage } from './pages/person-page';
import { PlanDialog } from './pages/plan-dialog';
import { RemovalDialog } from './pages/removal-dialog';
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

const SEEN: Partial<
  Record<Kind, { kinds: string[]; seen: string; unseen: string | null; offered: (keyof typeof CHOICES)[] }>
> = {
  Operator: {
    kinds: ['OMS', 'Account', 'Permission', 'Sign-in'],
    seen: 'Showing: OMSs, accounts, the Operator permission, sign-in',
    unseen: 'Company roles, other permissions and open sessions aren’t shown to you',
    offered: ['omses', 'accounts', 'permission', 'signIn'],
  },
  CoAdmin: {
    kinds: ['Company role'],
    seen: 'Showing: roles in companies that you manage',
    unseen: 'OMSs, accounts, roles in other companies, permissions, sign-in and open sessions aren’t',
    offered: ['roles'],
  },
  PlatformAdmin: {
    kinds: ['OMS', 'Account', 'Company role', 'Permission', 'Sign-in'],
    seen: 'Showing: everything',
    unseen: null,
    offered: ['roles'],
  },
  SUPERUSER: {
    kinds: ['OMS', 'Account', 'Company role', 'Permission', 'Sign-in'],
    seen: 'Showing: everything',
    unseen: null,
    offered: ['omses', 'accounts', 'roles', 'permission', 'signIn', 'sessions'],
  },
};

for (const [kind, { kinds, seen, unseen, offered }] of Object.entries(SEEN)) {
  test(`${kind}: what a person’s page shows and leaves out, and the choices in it`, async ({
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
    const allKinds = ['OMS', 'Account', 'Company role', 'Permission', 'Sign-in'];
    for (const name of allKinds.filter((one) => kinds.includes(one))) {
      await expect(person.rows(name).first()).toBeVisible();
    }
    for (const name of allKinds.filter((one) => !kinds.includes(one))) {
      await expect(person.rows(name)).toHaveCount(0);
    }
    await expect(person.access.getByText(seen, { exact: true })).toBeVisible();
    await expect(person.access.getByText('aren’t shown to you')).toHaveText(
      unseen === null ? [] : [new RegExp(`^${unseen}.*a PlatformAdmin can check\\.$`)],
    );
    await expect(page.getByText('Only your own actions')).toHaveCount(unseen === null ? 0 : 1);
    const names = await labels(person.choices);
    expect(names.filter((name) => name !== 'Select all')).toEqual(
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
    ['themselves', ada, ada.id],
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
    themselves: looks.missing,
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

test('at most 50 rows can be chosen at once, Select all takes the first 50, and Clear clears the choice', async ({
  page,
  db,
  signInAs,
}) => {
  const user = await create.user(db, { userName: `pat-${makeTag()}` });
  for (let nth = 0; nth < 51; nth += 1) {
    const { id: companyId } = await create.company(db);
    await create.role(db, { companyId, userId: user.id, role: 'CoAgent' });
  }
  await signInAs(await create.user(db, { permissions: ['PlatformAdmin'] }));
  const person = new PersonPage(page, user);
  await person.open();
  await person.choice('Select all').check();
  const status = person.bar.getByRole('status');
  await expect(status).toHaveText('50 of 51 selected: at most 50 at a time');
  await expect(person.review).toBeEnabled();
  await person.choices.last().check();
  await expect(status).toHaveText('51 selected. At most 50 at a time.');
  await expect(person.review).toBeDisabled();
  await person.choices.nth(1).uncheck();
  await expect(status).toHaveText('50 of 51 selected: at most 50 at a time');
  await expect(person.review).toBeEnabled();
  await person.clear.click();
  await expect(person.bar).toHaveCount(0);
  await expect(person.choice('Select all')).not.toBeChecked();
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
  await expect(page.getByRole('heading', { name: 'History' })).toBeVisible();
  const request = { companyName: company.name, roleName: 'CoShareholder', userName: ada.userName };
  await removeDirectly(await callerAs(dan), roles, request);
  await expect(person.heading).toHaveText('Page not found');
  await expect(page.getByRole('heading', { name: 'History' })).toHaveCount(0);
});

test('a reader who has removed everything they see is told that there may be more', async ({
  page,
  db,
  signInAs,
}) => {
  const { user, accounts } = await makePersonWorld(db);
  const reader = await create.user(db, { permissions: ['Operator'] });
  await signInAs(reader);
  const person = new PersonPage(page, user);
  await person.open();
  await person.removeAll.click();
  const dialog = new PlanDialog(page, user.userName);
  await dialog.run({ reason: 'Left company' });
  await expect(dialog.status).toHaveText('6 of 6 done.');
  await dialog.close.click();
  await expect(person.access.getByRole('listitem')).toHaveCount(0);
  await expect(person.access).toContainText('No access that you can see');
  await expect(person.access).toContainText(
    'Company roles, other permissions and open sessions aren’t shown',
  );
  await expect(person.access).not.toContainText('No access left');
  expect(await db.companyRole.count({ where: { userId: user.id } })).toBe(4);

  // The history offers for a day to restore what can be restored.
  const restore = person.history.getByRole('button', { name: 'Restore: ' });
  await expect(restore).toHaveCount(4);
  await restore.and(page.getByRole('button', { name: accounts[0].handle })).click();
  await new RemovalDialog(page, 'Restore').run({ reason: 'Removed by mistake' });
  await expect(person.rows('Account')).toHaveCount(1);
  await expect(restore).toHaveCount(3);
  await expect(person.heading).toBeFocused();
  await expect(page.getByRole('link', { name: 'Done by' })).toHaveCount(0);
  await page.clock.setFixedTime(Date.now() + 25 * 3_600_000);
  await person.open();
  await expect(person.history).toHaveCount(7);
  await expect(restore).toHaveCount(0);

  // What the reader did themselves is on their own page.
  await page.goto(`/people/${reader.id}`);
  await page.getByRole('link', { name: `Done by ${reader.userName}: 7 →` }).click();
  await expect(page).toHaveURL(`/audit?actor=${reader.id}`);
});

test('each row says who else has the access and what can’t be removed, and the last holders come first', async ({
  page,
  db,
  signInAs,
}) => {
  const { user, colleague, omses, accounts, companies } = await makePersonWorld(db);
  await create.session(db, { userId: user.id });
  await db.companyRole.deleteMany({ where: { companyId: companies[1].id, userId: colleague.id } });
  await db.userAccount.deleteMany({ where: { accountId: accounts[1].id, userId: colleague.id } });
  await signInAs(await create.user(db, { permissions: ['SUPERUSER'] }));
  const person = new PersonPage(page, user);
  await person.open();
  await expect(person.access.locator('> ul > li')).toHaveText([
    new RegExp(`${accounts[1].handle}.*Only user`),
    new RegExp(`CoAdmin of ${companies[1].name}.*Last CoAdmin`),
    new RegExp(`CoShareholder of ${companies[1].name}.*Only CoShareholder`),
    new RegExp(`${omses[0].name}.*1 other operator`),
    new RegExp(`${omses[1].name}.*1 other operator`),
    new RegExp(`${accounts[0].handle}.*1 other user`),
    new RegExp(`CoAdmin of ${companies[0].name}`),
    new RegExp(`CoShareholder of ${companies[0].name}`),
    /^PermissionOperator$/,
    /Can sign in.*Also ends 1 session/,
    /1 open session/,
  ]);
  await expect(person.access).not.toContainText('Ends with sign-in');

  // With Shift, all rows between two are selected.
  await person.choice(`Unlink user: Account ${accounts[1].id}, ${accounts[1].handle}`).click();
  await person.choice(`Block sign-in: ${user.userName}`).click({ modifiers: ['Shift'] });
  await expect(person.bar.getByRole('status')).toHaveText('10 selected');
  await expect(person.rows('Sessions')).toContainText('Ends with sign-in');
  await person.clear.click();
  await expect(person.access.getByRole('checkbox', { checked: true })).toHaveCount(0);

  await signInAs(user);
  await person.open();
  await expect(page.getByRole('main').getByText('You', { exact: true })).toBeVisible();
  for (const [name, why] of [
    [`Remove role: CoAdmin of ${companies[1].name}`, 'Only a PlatformAdmin can remove the last CoAdmin.'],
    [`Block sign-in: ${user.userName}`, 'You can’t block your own sign-in.'],
  ] as const) {
    await expect(person.choice(name)).toHaveAttribute('aria-disabled', 'true');
    await expect(person.choice(name)).toHaveAccessibleDescription(why);
    await expect(person.access.getByText(why)).toBeVisible();
    await person.choice(name).click({ force: true });
    await expect(person.choice(name)).not.toBeChecked();
  }
  await expect(person.choice(`Remove role: CoAdmin of ${companies[0].name}`)).toBeEnabled();
});

test('long names fit on the pages of a person and a company', async ({ page, db, signInAs }) => {
  const long = (what: string) => `${what}${makeTag()}${'W'.repeat(150)}`;
  const user = await create.user(db, { userName: long('user') });
  const company = await create.company(db, { name: long('company') });
  await create.role(db, { companyId: company.id, userId: user.id, role: 'CoAdmin' });
  const oms = await create.oms(db, { name: long('oms') });
  const account = await create.account(db, { handle: long('account'), omsId: oms.id });
  await create.link(db, { userId: user.id, accountId: account.id, isDefault: true });
  await signInAs(await create.user(db, { permissions: ['SUPERUSER'] }));
  for (const path of [`/people/${user.id}`, `/companies/${company.id}`]) {
    await page.goto(path);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    for (const width of [1440, 390, 320]) {
      await page.setViewportSize({ width, height: 800 });
      const beyond = () =>
        page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      expect.soft(await beyond(), `${path} at ${width}`).toBe(0);
    }
  }
  // Each button stands at the end of the line of its role.
  await create.role(db, { companyId: company.id, userId: user.id, role: 'CoShareholder' });
  await page.setViewportSize({ width: 390, height: 800 });
  await page.reload();
  for (const role of ['CoAdmin', 'CoShareholder']) {
    const text = await page.getByText(role, { exact: true }).boundingBox();
    const button = await page.getByRole('button', { name: role }).boundingBox();
    expect(Math.abs((text?.y ?? 0) - (button?.y ?? 100)), role).toBeLessThan(12);
  }
});

test('an overview that counts only part of blocked people’s access says so', async ({
  page,
  db,
  signInAs,
}) => {
  const { tag, company, ada } = await makeCompanyWorld(db);
  await db.user.update({ where: { id: ada.id }, data: { emailVerified: false } });
  const unseen = 'Company roles, other permissions and open sessions aren’t shown to you';
  const main = page.getByRole('main');
  await signInAs(await create.user(db, { userName: `olga-${tag}`, permissions: ['Operator'] }));
  for (const path of ['/', '/findings/blocked-with-access', '/people']) {
    await page.goto(path);
    await expect(main, path).toContainText(unseen);
  }
  await new ListPage(page, '/people').open({ search: ada.userName, signIn: 'blocked' });
  await expect(main.getByRole('row').filter({ hasText: ada.userName })).toContainText('Sign-in blocked');
  await main.getByRole('link', { name: ada.userName }).click();
  await expect(page).toHaveURL(`/people/${ada.id}`);

  await signInAs(await create.user(db, { userName: `pat-${tag}`, permissions: ['PlatformAdmin'] }));
  for (const path of ['/', '/people', `/companies/${company.id}`]) {
    await page.goto(path);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(main, path).not.toContainText('shown to you');
  }
  await expect(main.getByText('2 CoAdmins who can sign in')).toBeVisible();
});
