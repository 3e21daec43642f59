import type { Page } from '@playwright/test';
import { create } from '@/prisma/factories';
import type { PrismaClient } from '@/prisma/generated/client';
import type { PermissionName } from '@/prisma/generated/enums';
import { ListPage } from './pages/list-page';
import { RemovalDialog } from './pages/removal-dialog';
import { directCall } from './support/direct-calls';
import { entriesOf, type RemovalCase, removalCase, removalCases, type Scene } from './support/removal-cases';
import { expect, test } from './support/removal-test';
import { removeDirectly } from './support/remove-directly';
import { announcementIn, watchPage } from './support/watching';
import { makeCompanyWorld } from './support/worlds';

const direct = directCall('RemoveUserRole');
const operators = removalCase('RemoveOperatorOMS');
const links = removalCase('RemoveUserAccount');
const roles = removalCase('RemoveUserRole');

const somebodyWith = (permission: PermissionName) => (db: PrismaClient) =>
  create.user(db, { permissions: [permission] });
const idOf = async (db: PrismaClient, userName: string) =>
  (await db.user.findFirstOrThrow({ where: { userName } })).id;
/** The CoAdmin whom another one can remove. */
const coAdmin: View['reader'] = async (db, { tag }) => ({ id: await idOf(db, `dan-${tag}`) });
const buttonOf =
  ({ verb }: RemovalCase) =>
  (scene: Scene) =>
    `aria-label="${verb}: ${scene.rowName}"`;

/** Opens the list of a removal elsewhere, as a user who sees it, filtered to a scene. */
async function watchList(
  db: PrismaClient,
  openElsewhere: (user: { id: number }) => Promise<Page>,
  scene: Scene,
) {
  const elsewhere = await openElsewhere(await somebodyWith('Operator')(db));
  await watchPage(elsewhere, `/operators?search=${scene.tag}`);
  return { elsewhere, list: new ListPage(elsewhere, '/operators') };
}

/**
 * A page that another user's removal changes: its user, its path, and the text that appears or disappears.
 */
interface View {
  what: string;
  removal: RemovalCase;
  reader: (db: PrismaClient, scene: Scene) => Promise<{ id: number }>;
  path: (db: PrismaClient, scene: Scene) => Promise<string> | string;
  text: (scene: Scene) => string;
  state: 'there' | 'gone';
}

const views: View[] = [
  {
    what: 'the operators',
    removal: operators,
    reader: somebodyWith('Operator'),
    path: (_, { tag }) => `/operators?search=${tag}`,
    text: buttonOf(operators),
    state: 'gone',
  },
  {
    what: 'the account links',
    removal: links,
    reader: somebodyWith('Operator'),
    path: (_, { tag }) => `/account-links?search=${tag}`,
    text: buttonOf(links),
    state: 'gone',
  },
  {
    what: 'the company roles, to a CoAdmin',
    removal: roles,
    reader: coAdmin,
    path: (_, { tag }) => `/company-roles?search=${tag}`,
    text: buttonOf(roles),
    state: 'gone',
  },
  {
    what: 'a company, to its CoAdmin',
    removal: roles,
    reader: coAdmin,
    path: async (db, { nameToType: name }) =>
      `/companies/${(await db.company.findFirstOrThrow({ where: { name } })).id}`,
    text: buttonOf(roles),
    state: 'gone',
  },
  {
    what: 'a person',
    removal: links,
    reader: somebodyWith('Operator'),
    path: async (db, { tag }) => `/people/${await idOf(db, `ada-${tag}`)}`,
    text: ({ nameToType }) => `, ${nameToType}"`,
    state: 'gone',
  },
  {
    what: 'the overview',
    removal: roles,
    reader: somebodyWith('PlatformAdmin'),
    path: () => '/',
    text: ({ target }) => target,
    state: 'there',
  },
  {
    what: 'the audit log',
    removal: operators,
    reader: somebodyWith('PlatformAdmin'),
    path: (_, { tag }) => `/audit?search=${tag}`,
    text: ({ target }) => target,
    state: 'there',
  },
];

for (const { what, removal, reader, path, text, state } of views) {
  test(`${what}: another user’s removal shows without a reload, and is announced`, async ({
    db,
    openElsewhere,
    openRemoval,
  }) => {
    const { scene, dialog } = await openRemoval(removal);
    await dialog.fill();
    const elsewhere = await openElsewhere(await reader(db, scene));
    const watching = await watchPage(elsewhere, await path(db, scene));
    expect(await elsewhere.getByRole('main').innerHTML()).toContain(state === 'gone' ? text(scene) : '');

    const shown = watching.until(text(scene), state);
    await dialog.confirm.click();
    await shown;
    expect(await entriesOf(db, scene.actor)).toMatchObject([{ outcome: 'done' }]);
    await expect(announcementIn(elsewhere)).toHaveCount(1);
    expect(watching.disturbances()).toEqual([]);
  });
}

test('a user’s own removal is confirmed as done, and not announced as a change', async ({
  page,
  db,
  callerAs,
  signInAs,
}) => {
  // A CoAdmin, because removals in other tests are not announced to them.
  const { cara, dan, ada, ben, company } = await makeCompanyWorld(db);
  await signInAs(cara);
  await watchPage(page, '/company-roles');
  const list = new ListPage(page, '/company-roles');
  await list.button(roles.verb, `${ada.userName}, CoShareholder, ${company.name}`).click();
  const dialog = new RemovalDialog(page, roles.verb);
  await dialog.run();
  await expect(page.getByRole('status').filter({ hasText: 'is no longer CoShareholder' })).toBeVisible();
  await expect(list.rows).toHaveCount(3);
  // Another user's removal is announced once, and nothing before it was.
  const request = { companyName: company.name, roleName: 'CoShareholder', userName: ben.userName };
  await removeDirectly(await callerAs(dan), direct, request);
  await expect(announcementIn(page)).toHaveText('What is shown has been updated.');
});

test('when the focused row disappears, the focus moves to the heading', async ({
  db,
  openElsewhere,
  openRemoval,
}) => {
  const { scene, dialog } = await openRemoval(operators);
  await dialog.fill();
  const { list } = await watchList(db, openElsewhere, scene);
  await list.button(operators.verb, scene.rowName).focus();
  await dialog.confirm.click();
  await expect(list.rows).toHaveCount(1);
  await expect(list.heading).toBeFocused();
});

test('a focus outside the removed row stays where it is', async ({ db, openElsewhere, openRemoval }) => {
  const { scene, dialog } = await openRemoval(operators);
  await dialog.fill();
  const { elsewhere, list } = await watchList(db, openElsewhere, scene);
  const next = list.button(operators.verb, scene.nextRowName);
  await next.focus();
  await dialog.confirm.click();
  await expect(announcementIn(elsewhere)).toHaveCount(1);
  await expect(list.rows).toHaveCount(1);
  await expect(next).toBeFocused();
});

for (const removal of removalCases) {
  test(`${removal.call}: an open dialog keeps the typed text, and refuses to confirm changed facts`, async ({
    db,
    openElsewhere,
    openRemoval,
  }) => {
    const { scene, dialog } = await openRemoval(removal);
    await dialog.fill();
    const elsewhere = await openElsewhere(scene.actor);
    const watching = await watchPage(elsewhere, `${removal.path}?search=${scene.tag}`);
    const list = new ListPage(elsewhere, removal.path);
    await list.button(removal.verb, scene.rowName).click();
    const open = new RemovalDialog(elsewhere, removal.verb);
    await open.fill({ reason: 'Other', details: 'Ticket 4711' });
    await open.details.focus();

    const shown = watching.until(buttonOf(removal)(scene), 'gone');
    await dialog.confirm.click();
    await shown;
    await expect(open.details).toHaveValue('Ticket 4711');
    await expect(open.details).toBeFocused();
    await open.confirm.click();
    await expect(open.failure).toContainText(/already/i);
    expect(await scene.isThere()).toBe(false);
    const entries = await entriesOf(db, scene.actor);
    expect(entries.map(({ outcome, errorCode }) => [outcome, errorCode])).toEqual([
      ['done', 0],
      ['refused', 104],
    ]);
  });
}
