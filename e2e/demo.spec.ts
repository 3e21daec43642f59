import { DEMO_PASSWORD } from '@/domain/sign-in/demo-users';
import { expect, test } from './fixtures';
import { ListPage } from './pages/list-page';
import { RemovalDialog } from './pages/removal-dialog';
import { SignInPage } from './pages/sign-in-page';
import { confirmationFor, directCall } from './support/direct-calls';
import { untilHydrated } from './support/hydration';
import { callAction } from './support/server-actions';

// The story that the demo world is made for. It changes that world step by step, so no other spec may touch
// these rows.
test.describe.configure({ mode: 'serial' });

const WINDMILL = 'Windmill Farm, Inc.';
const JONES = 'Jones Investments, LLC';

/** What the overview offers to some of the users that the sign-in page offers. */
const TASKS: [string, string[]][] = [
  ['dreyes', ['jdoaks left', 'Three users', 'Who was refused', 'Undo the incident']],
  ['tsmith', ['Who was refused']],
  ['superuser', ['jdoaks left', 'Three users', 'Who was refused', 'Is the log intact', 'Undo the incident']],
];

for (const [userName, tasks] of TASKS) {
  test(`one press of a key signs in as ${userName}, whose overview says what to try`, async ({
    page,
    db,
  }) => {
    await page.goto('/');
    const signIn = new SignInPage(page);
    await expect(signIn.demo.getByRole('button')).toHaveCount(5);
    await untilHydrated(page);
    const row = signIn.demo.getByRole('button', { name: userName });
    await row.focus();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Overview');
    const sessions = await db.session.findMany({ where: { user: { userName }, endedAt: null } });
    expect(sessions).toMatchObject([{ door: 'console' }]);
    const links = page.getByRole('group').filter({ hasText: 'Try this' }).getByRole('link');
    await expect(links).toHaveText(tasks.map((task) => new RegExp(`^${task}`)));
  });
}

test('dreyes unassigns Marcus Chen from Derivatives, after typing its name', async ({ page, db }) => {
  await page.goto('/');
  await new SignInPage(page).enter('dreyes', DEMO_PASSWORD);
  await page.getByRole('navigation', { name: 'Console' }).getByRole('link', { name: 'Operators' }).click();
  const list = new ListPage(page, '/operators');
  await expect(list.heading).toHaveText('Operators');
  await list.search.fill('Derivatives');
  await expect(list.count).toHaveText('1 assignment');
  const button = list.button('Unassign operator', 'Marcus Chen, Derivatives');
  await button.click();

  const dialog = new RemovalDialog(page, 'Unassign operator');
  await expect(dialog.root).toContainText(
    'Marcus Chen (operator 2) will no longer manage Derivatives (OMS 3).',
  );
  await expect(dialog.root).toContainText('2 others');
  await expect(dialog.warning).toContainText('Last operator. Nobody else will manage Derivatives.');
  await dialog.run({ reason: 'Role change', details: 'Moves to Spot', typedName: 'Derivatives' });
  await expect(
    page.getByRole('status').filter({ hasText: 'Marcus Chen unassigned from Derivatives' }),
  ).toBeVisible();
  await expect(button).toHaveCount(0);
  await expect(list.heading).toBeFocused();
  expect(await db.operatorOms.count({ where: { omsId: 3 } })).toBe(0);
  expect(await db.operatorOms.count({ where: { operatorId: 2 } })).toBe(2);
  expect(await db.userPermission.count({ where: { userId: 2, permission: 'Operator' } })).toBe(1);

  await page.getByRole('navigation', { name: 'Console' }).getByRole('link', { name: 'Audit log' }).click();
  const audit = new ListPage(page, '/audit');
  await expect(audit.heading).toHaveText('Audit log');
  const entry = audit.row('unassigned Marcus Chen from Derivatives');
  await expect(entry.filter({ hasText: 'Role change' }).filter({ hasText: 'Moves to Spot' })).toHaveCount(1);
});

test('jsmith sees only Windmill Farm, and Jones Investments nowhere', async ({ page, signInAs }) => {
  await signInAs({ id: 11 });
  const list = new ListPage(page, '/company-roles');
  await list.open();
  await expect(page.getByRole('banner')).toContainText(WINDMILL);
  await expect(list.count).toHaveText('7 roles');
  await expect(list.rows).toHaveCount(7);
  await expect(list.row(WINDMILL)).toHaveCount(7);

  const paths = ['/', '/company-roles', '/companies/1', '/companies/2', '/audit'];
  const lists = ['company-roles', 'companies', 'audit'].map((name) => `/api/lists/${name}`);
  for (const path of [...paths, ...lists, '/api/companies/2']) {
    const text = await (await page.request.get(path)).text();
    expect(text.includes('Jones Investments'), path).toBe(false);
  }
  await page.goto('/');
  await expect(page.getByRole('main')).toContainText('Nothing that you can see needs attention.');
  expect((await page.goto('/companies/2'))?.status()).toBe(404);
});

test('jsmith removes CoShareholder from jdoaks, who is then only CoAgent on the company’s page', async ({
  page,
  signInAs,
}) => {
  await signInAs({ id: 11 });
  const list = new ListPage(page, '/company-roles');
  await list.open();
  await list.button('Remove role', `jdoaks, CoShareholder, ${WINDMILL}`).click();
  const dialog = new RemovalDialog(page, 'Remove role');
  await expect(dialog.root).toContainText(`jdoaks (user 12) will no longer be CoShareholder of ${WINDMILL}`);
  await expect(dialog.root.getByRole('row', { name: 'Roles in this company' })).toContainText(
    'CoShareholder, CoAgent',
  );
  await dialog.run({ reason: 'Left company' });
  await expect(
    page.getByRole('status').filter({ hasText: 'jdoaks is no longer CoShareholder' }),
  ).toBeVisible();

  await list.row('jdoaks', 'CoAgent').getByRole('link', { name: WINDMILL }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(WINDMILL);
  const jdoaks = page
    .getByRole('row')
    .filter({ has: page.getByRole('cell', { name: 'jdoaks 12', exact: true }) });
  await expect(jdoaks).toContainText('CoAgent');
  await expect(jdoaks).not.toContainText('CoShareholder');
  const history = page.getByRole('table', { name: 'entries' });
  const newest = history.getByRole('row').filter({ hasText: 'removed CoShareholder' }).first();
  await expect(newest).toContainText('from jdoaks');
});

test('tsmith can’t remove their own CoAdmin role in Jones Investments, and the button and the answer say why', async ({
  page,
  db,
  signInAs,
  callerAs,
}) => {
  const why = `tsmith is the last CoAdmin of ${JONES}. Only a PlatformAdmin may leave a company without one.`;
  await signInAs({ id: 15 });
  const list = new ListPage(page, '/company-roles');
  await list.open();
  const button = list.button('Remove role', `tsmith, CoAdmin, ${JONES}`);
  await expect(button).toHaveAttribute('aria-disabled', 'true');
  await expect(button).toHaveAccessibleDescription('Only a PlatformAdmin can remove the last CoAdmin.');

  const caller = await callerAs({ id: 15 });
  const direct = directCall('RemoveUserRole');
  const request = { companyName: JONES, roleName: 'CoAdmin', userName: 'tsmith' };
  const confirmation = await confirmationFor(caller, direct, { request });
  const answer = await callAction(caller, { ...direct, args: [request, confirmation] });
  expect(answer).toMatchObject({ ok: false, error: { errorcode: 101, detail: why } });
  expect(await db.companyRole.count({ where: { companyId: 2, role: 'CoAdmin' } })).toBe(1);
});

test('platform removes that role, after a warning and the typed name', async ({ page, db, signInAs }) => {
  await signInAs({ id: 3 });
  await page.goto('/companies/2');
  await page.getByRole('button', { name: `Remove role: tsmith, CoAdmin, ${JONES}`, exact: true }).click();
  const dialog = new RemovalDialog(page, 'Remove role');
  await expect(dialog.warning).toContainText('Last CoAdmin.');
  await dialog.run({ reason: 'Security incident' });
  await expect(dialog.typedName).toBeFocused();
  await dialog.typedName.fill(JONES);
  await dialog.confirm.click();
  await expect(
    page.getByRole('status').filter({ hasText: `tsmith is no longer CoAdmin of ${JONES}` }),
  ).toBeVisible();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(JONES);
  await expect(page.getByRole('cell', { name: 'jsmith 11', exact: true })).toBeVisible();
  expect(await db.companyRole.findMany({ where: { companyId: 2 } })).toMatchObject([
    { userId: 11, role: 'CoShareholder' },
  ]);
  await page.goto(`/findings/companies-without-co-admin?search=Jones`);
  await expect(page.getByRole('main').getByRole('link', { name: JONES })).toHaveAttribute(
    'href',
    '/companies/2',
  );
});

test('platform sees who removed jdoaks’s role, when and why, verifies the log, and restores the role', async ({
  page,
  db,
}) => {
  await page.goto('/');
  await new SignInPage(page).enter('platform', DEMO_PASSWORD);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Overview');
  await page.keyboard.press('Control+k');
  await page.keyboard.type('jdoaks');
  await expect(page.getByRole('option', { name: 'jdoaks 12' })).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('jdoaks');
  await page.getByRole('link', { name: `removed CoShareholder of ${WINDMILL} from jdoaks` }).click();

  const fact = (name: string) => page.getByRole('definition').and(page.locator(`dt:text-is("${name}") + dd`));
  await expect(fact('By')).toHaveText('jsmith 11');
  await expect(fact('When').locator('time')).toHaveAttribute('datetime', /^\d{4}-\d\d-\d\dT/);
  await expect(fact('Reason')).toHaveText('Left company');
  await expect(page.getByText('Signature fits')).toBeVisible();
  await expect(fact('Roles')).toHaveText('CoShareholder, CoAgent → CoAgent');
  await page.getByRole('button', { name: 'Verify the log' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'Intact' })).toBeVisible();

  await page.getByRole('main').getByRole('button', { name: 'Restore' }).click();
  const dialog = new RemovalDialog(page, 'Restore');
  await dialog.run({ reason: 'Other', details: 'They stay after all' });
  await expect(page.getByRole('link', { name: /^Restored by #\d+$/ })).toBeVisible();
  const held = await db.companyRole.findMany({ where: { userId: 12, companyId: 1 } });
  expect(held.map(({ role }) => role).toSorted()).toEqual(['CoAgent', 'CoShareholder']);
});
