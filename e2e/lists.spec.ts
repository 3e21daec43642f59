import { readFile } from 'node:fs/promises';
import { create } from '@/prisma/factories';
import { expect, test } from './fixtures';
import { ListPage } from './pages/list-page';
import { expectAccessible } from './support/accessibility';
import { makeAccountWorld, makeCompanyWorld } from './support/worlds';

test('a search runs once, when the typing pauses, and appears in the address', async ({
  page,
  asOperator: { tag, oms, list },
}) => {
  await page.clock.install();
  await page.goto('/');
  await page.getByRole('link', { name: 'Operators', exact: true }).click();
  await expect(list.heading).toHaveText('Operators');
  const asked: string[] = [];
  page.on('request', (request) => {
    const { pathname, searchParams } = new URL(request.url());
    const search = searchParams.get('search');
    if (pathname === '/api/lists/operators' && search) asked.push(search);
  });
  // By the page's own clock the test types ten letters a second, however busy the machine is.
  await page.clock.pauseAt(Date.now() + 60_000);
  for (const letter of tag) {
    await list.search.press(letter);
    await page.clock.runFor(100);
  }
  await expect(list.search).toHaveValue(tag);
  await page.clock.resume();
  await expect(list.count).toHaveText('2 assignments');
  await expect(list.rows).toHaveCount(2);
  await expect(list.row(oms.name)).toHaveCount(2);
  await expect(page).toHaveURL(`/operators?search=${tag}`);
  expect(asked).toEqual([tag]);

  await list.search.fill(`ada-${tag}`);
  await expect(list.count).toHaveText('1 assignment');
  // Going back leads to the whole list, and does not step through every letter.
  await page.goBack();
  await expect(page).toHaveURL('/operators');
  await expect(list.search).toHaveValue('');
  await page.goBack();
  await expect(page).toHaveURL('/');
});

test('a column’s heading switches the sort order, and returns to the first page', async ({
  page,
  asOperatorOfMany,
}) => {
  const { tag, list } = await asOperatorOfMany(30);
  await list.open({ search: tag, size: '25' });
  await expect(list.header('Operator')).toHaveAttribute('aria-sort', 'ascending');
  await expect(list.rows.first()).toContainText(`op-01-${tag}`);
  await list.next.click();
  await expect(list.rows).toHaveCount(5);

  await list.header('Operator').getByRole('button').click();
  await expect(list.header('Operator')).toHaveAttribute('aria-sort', 'descending');
  await expect(list.rows.first()).toContainText(`op-30-${tag}`);
  await expect(list.rows).toHaveCount(25);
  await expect(page).toHaveURL(/direction=desc/);
  await expect(page).not.toHaveURL(/cursor=/);

  await list.header('OMS').getByRole('button').click();
  await expect(list.header('OMS')).toHaveAttribute('aria-sort', 'ascending');
  await expect(list.header('Operator')).toHaveAttribute('aria-sort', 'none');
  await expect(list.rows.first()).toContainText(`Even ${tag}`);
});

test('paging works in both directions, and size, page and search survive reloading and the back button', async ({
  page,
  asOperatorOfMany,
}) => {
  const { tag, list } = await asOperatorOfMany(60);
  await list.open({ search: tag });
  await expect(list.count).toHaveText('60 assignments');
  await expect(list.rows).toHaveCount(50);
  await expect(list.previous).toHaveAttribute('aria-disabled', 'true');

  await list.size.selectOption('25');
  await expect(list.rows).toHaveCount(25);
  await list.next.click();
  await expect(list.rows.first()).toContainText(`op-26-${tag}`);
  await list.next.click();
  await expect(list.rows).toHaveCount(10);
  await expect(list.rows.first()).toContainText(`op-51-${tag}`);
  await expect(list.next).toHaveAttribute('aria-disabled', 'true');
  await list.previous.click();
  await expect(list.rows.first()).toContainText(`op-26-${tag}`);
  await expect(list.rows).toHaveCount(25);

  await page.goBack();
  await expect(list.rows.first()).toContainText(`op-51-${tag}`);
  await page.goBack();
  await expect(list.rows.first()).toContainText(`op-26-${tag}`);
  await page.goBack();
  await expect(list.rows.first()).toContainText(`op-01-${tag}`);
  await page.goBack();
  await expect(list.rows).toHaveCount(50);
  await expect(list.size).toHaveValue('50');

  await page.goForward();
  await expect(list.rows).toHaveCount(25);
  await page.goForward();
  await expect(list.rows.first()).toContainText(`op-26-${tag}`);
  await page.reload();
  await expect(list.rows.first()).toContainText(`op-26-${tag}`);
  await expect(list.rows).toHaveCount(25);
  await expect(list.size).toHaveValue('25');
  await expect(list.search).toHaveValue(tag);
  // Only once: after a reload Next requests the page again, and ignores a second step back that comes before
  // the answer.
  await page.goBack();
  await expect(list.rows.first()).toContainText(`op-01-${tag}`);
  await expect(list.size).toHaveValue('25');
});

test('an OMS filter can be searched, chosen, read from the address, and cleared', async ({
  page,
  asOperatorOfMany,
}) => {
  const { tag, odd, list } = await asOperatorOfMany(6);
  await list.open({ search: tag });
  await expect(list.count).toHaveText('6 assignments');
  const filter = await list.filter('OMS');
  await filter.fill(odd.name);
  await page.getByRole('option', { name: odd.name }).click();
  await expect(list.count).toHaveText('3 assignments');
  await expect(list.row(odd.name)).toHaveCount(3);
  await expect(page).toHaveURL(new RegExp(`oms=${odd.id}`));
  await page.reload();
  await expect(list.chip('OMS', odd.name)).toBeVisible();
  await expect(await list.filter('OMS')).toHaveValue(odd.name);
  await page.keyboard.press('Escape');
  await expect(list.count).toHaveText('3 assignments');
  await list.chip('OMS', odd.name).press('Delete');
  await expect(page.getByRole('button', { name: 'Filter', exact: true })).toBeFocused();
  await expect(list.count).toHaveText('6 assignments');
  await page.goBack();
  await expect(list.count).toHaveText('3 assignments');
});

test('roles can be filtered by company and by role', async ({ page, db, signInAs }) => {
  const { company, cara, dan } = await makeCompanyWorld(db);
  await signInAs(await create.user(db, { permissions: ['PlatformAdmin'] }));
  const list = new ListPage(page, '/company-roles');
  await list.open();
  const companies = await list.filter('Company');
  await companies.fill(company.name);
  await page.getByRole('option', { name: company.name }).click();
  await expect(list.count).toHaveText('4 roles');
  await expect(page).toHaveTitle(`${company.name} · Company roles · Access Console`);
  await (await list.filter('Role')).selectOption('CoAdmin');
  await page.keyboard.press('Escape');
  await expect(list.count).toHaveText('2 roles');
  await expect(list.row(cara.userName, 'CoAdmin')).toHaveCount(1);
  await expect(list.row(dan.userName, 'CoAdmin')).toHaveCount(1);

  await list.row(dan.userName).getByRole('link', { name: company.name }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(company.name);
  await page.goBack();
  await expect(list.count).toHaveText('2 roles');
  await expect(list.chip('Company', company.name)).toBeVisible();
  await expect(list.chip('Role', 'CoAdmin')).toBeVisible();
});

test('presets find who is alone and who is blocked, on the page, from the address and in the export', async ({
  page,
  db,
  signInAs,
}) => {
  const { tag, ada, ben, account, oms, actor } = await makeAccountWorld(db);
  await db.user.update({ where: { id: ben.id }, data: { emailVerified: false } });
  const other = await create.account(db, { omsId: oms.id, handle: `other-${tag}` });
  await create.link(db, { userId: ben.id, accountId: other.id });
  await signInAs(actor);
  const list = new ListPage(page, '/account-links');
  await list.open({ search: tag });
  await expect(list.count).toHaveText('3 links');
  await (await list.preset('Sign-in blocked')).click();
  await expect(list.count).toHaveText('2 links');
  await (await list.preset('Sign-in blocked')).click();
  await (await list.preset('Only user who can sign in')).click();
  await expect(list.count).toHaveText('1 link');
  await expect(list.row(ada.userName, account.handle)).toHaveCount(1);
  await expect(await list.preset('Only user who can sign in')).toHaveAttribute('aria-pressed', 'true');
  await expectAccessible(page);
  await page.keyboard.press('Escape');

  await expect(page).toHaveURL(`/account-links?search=${tag}&isOnly=yes`);
  await page.reload();
  await expect(list.count).toHaveText('1 link');
  const downloading = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Download all links as CSV' }).click();
  const [, ...lines] = (await readFile(await (await downloading).path(), 'utf8')).trim().split('\n');
  expect(lines).toEqual([expect.stringContaining(ada.userName)]);
  await page
    .getByRole('button', { name: 'Remove the filter Only user who can sign in', exact: true })
    .click();
  await expect(list.count).toHaveText('3 links');
});

test('the audit log has presets for what was refused, what was restored, and one’s own entries', async ({
  page,
  db,
  signInAs,
}) => {
  const { id } = await create.user(db, { permissions: ['PlatformAdmin'] });
  await signInAs({ id });
  await page.goto('/audit');
  const preset = (name: string) => page.getByRole('group', { name: 'Presets' }).getByRole('button', { name });
  await preset('Restored').click();
  await expect(page).toHaveURL('/audit?kind=restore');
  await expect(preset('Restored')).toHaveAttribute('aria-pressed', 'true');
  await preset('Restored').click();
  await expect(page).toHaveURL('/audit');
  await preset('Refused').click();
  await preset('By me').click();
  await expect(page).toHaveURL(/outcome=refused/);
  await expect(page).toHaveURL(new RegExp(`actor=${id}`));
  await expect(page.getByRole('heading', { name: 'No entries match' })).toBeVisible();
});

test('the count says “more than” beyond a thousand rows', async ({ page, db, signInAs }) => {
  const { tag, account, actor } = await makeAccountWorld(db);
  const linkMore = (count: number) => db.$executeRaw`
    WITH added AS (
      INSERT INTO users (user_name, email)
      SELECT 'more-' || gen_random_uuid(), 'more@example.com' FROM generate_series(1, ${count}::int) RETURNING id)
    INSERT INTO user_accounts (user_id, account_id) SELECT id, ${account.id}::int FROM added`;
  await signInAs(actor);
  const list = new ListPage(page, '/account-links');
  await linkMore(998);
  await list.open({ search: tag });
  await expect(list.count).toHaveText('1,000 links');
  await linkMore(1);
  await page.reload();
  await expect(list.count).toHaveText('1,000+ links');
});

test('a long name, or one that looks like a pattern, does no harm', async ({ page, db, signInAs }) => {
  const { tag, fred } = await makeCompanyWorld(db);
  const name = `100%_${'Very'.repeat(30)} <b>&amp; ${tag}`;
  await create.company(db, { name, roles: [{ userId: fred.id, role: 'CoAdmin' }] });
  await signInAs(fred);
  const list = new ListPage(page, '/company-roles');
  await list.open({ search: '%_' });
  await expect(list.row(name)).toHaveCount(1);
  await expect(list.count).toHaveText('1 role');
});

test('no letter is lost when the typing pauses for as long as the search waits', async ({
  page,
  context,
  asOperator: { list },
}) => {
  await list.open();
  const devTools = await context.newCDPSession(page);
  await devTools.send('Emulation.setCPUThrottlingRate', { rate: 6 });
  const term = 'unassigned-operators';
  await list.search.pressSequentially(term, { delay: 260 });
  await expect(list.search).toHaveValue(term);
  await expect(page).toHaveURL(`/operators?search=${term}`);
});
