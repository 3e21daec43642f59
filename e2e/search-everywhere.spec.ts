import { create } from '@/prisma/factories';
import { expect, test } from './fixtures';
import { SearchPalette } from './pages/search-palette';
import { expectAccessible, listenForComplaints } from './support/accessibility';
import { holdBack } from './support/hold-back';
import { makeViewer } from './support/kinds';
import { makePersonWorld } from './support/person-world';

test('Ctrl+K and Cmd+K open the search once, also from a field, and Escape and the cross return the focus', async ({
  page,
  db,
  signInAs,
}) => {
  await signInAs(await create.user(db, { permissions: ['SUPERUSER'] }));
  const palette = new SearchPalette(page);
  await page.goto('/operators');
  const list = page.getByRole('searchbox');
  const ways = [() => page.keyboard.press('Escape'), () => palette.close.click()];
  for (const leave of ways) {
    await palette.button.click();
    await expect(palette.field).toBeFocused();
    await leave();
    await expect(palette.root).toBeHidden();
    await expect(palette.button).toBeFocused();
    await list.fill('x');
    for (const keys of ['Control+k', 'Meta+k']) {
      await page.keyboard.press(keys);
      await expect(palette.field).toBeFocused();
      await page.keyboard.type('y');
      // A second press must not open it again.
      await page.keyboard.press('Control+k');
      await expect(palette.root).toHaveCount(1);
      await leave();
      await expect(palette.root).toBeHidden();
      await expect(list).toBeFocused();
      await expect(list).toHaveValue('x');
    }
  }
});

test('Enter waits for the results of the last typed text, and axe finds no violation in any state', async ({
  page,
  db,
  signInAs,
}) => {
  const { tag, user, colleague } = await makePersonWorld(db);
  await signInAs(await create.user(db, { permissions: ['SUPERUSER'] }));
  const complaints = listenForComplaints(page);
  const palette = new SearchPalette(page);
  await page.goto('/');
  await palette.button.click();
  await expect(palette.status).toContainText('Finds people, OMSs, accounts and companies');
  await expectAccessible(page);
  await palette.field.fill(`nobody-${tag}`);
  await expect(palette.status).toHaveText('Nothing found among what you may see.');
  await expectAccessible(page);
  await palette.field.fill(user.userName);
  await expect(palette.options.first()).toContainText(user.userName);
  await expect(palette.options.first()).toHaveAttribute('aria-selected', 'true');
  await expectAccessible(page);
  expect(complaints()).toEqual([]);

  const letGo = await holdBack(page, { url: '**/api/search**' });
  await palette.field.fill(colleague.userName);
  await page.keyboard.press('Enter');
  letGo();
  await expect(page).toHaveURL(`/people/${colleague.id}`);

  // A number alone can mean several things, so Enter opens none of them unseen.
  await create.oms(db, { id: user.id, name: `Same number ${tag}` });
  await palette.button.click();
  const letGoAgain = await holdBack(page, { url: '**/api/search**' });
  await palette.field.fill(String(user.id));
  await page.keyboard.press('Enter');
  letGoAgain();
  await expect(palette.options.filter({ hasText: user.userName })).toBeVisible();
  await expect(palette.options.filter({ hasText: `Same number ${tag}` })).toBeVisible();
  await expect(page).toHaveURL(`/people/${colleague.id}`);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(`/people/${user.id}`);
});

test('arrow keys choose and Enter opens a person, an OMS, an account or a company', async ({
  page,
  db,
  signInAs,
}) => {
  const { tag, user, colleague, omses, accounts, companies } = await makePersonWorld(db);
  await signInAs(await create.user(db, { permissions: ['SUPERUSER'] }));
  const palette = new SearchPalette(page);
  const found: [string, string][] = [
    [colleague.userName, `/people/${colleague.id}`],
    [user.userName, `/people/${user.id}`],
    ...omses.map(({ id, name }): [string, string] => [name, `/operators?oms=${id}`]),
    ...accounts.map(({ id, handle }): [string, string] => [handle, `/account-links?account=${id}`]),
    ...companies.map(({ id, name }): [string, string] => [name, `/companies/${id}`]),
  ];
  await page.goto('/');
  for (const [steps, [, address]] of found.entries()) {
    await page.keyboard.press('Control+k');
    await palette.field.fill(tag);
    await expect(palette.options).toContainText(found.map(([name]) => name));
    for (let step = 0; step < steps; step += 1) await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(address);
    await expect(palette.root).toBeHidden();
    await expect(page.getByRole('main')).toContainText(tag);
  }
});

test('a complete id leads to the record with that id', async ({ page, db, signInAs }) => {
  const { user } = await makePersonWorld(db);
  await signInAs(await create.user(db, { permissions: ['Operator'] }));
  const palette = new SearchPalette(page);
  await page.goto('/audit');
  await page.keyboard.press('Control+k');
  await palette.field.fill(String(user.id));
  await palette.options.filter({ hasText: user.userName }).click();
  await expect(page).toHaveURL(`/people/${user.id}`);
});

test('a CoAdmin finds their own people and company, and nothing of other companies', async ({
  page,
  db,
  signInAs,
}) => {
  const { user, companies, assignment, link } = await makeViewer(db, 'CoAdmin');
  if (user) await signInAs(user);
  const palette = new SearchPalette(page);
  await page.goto('/');
  await palette.button.click();
  await palette.field.fill(companies.tag);
  const own = ['ada', 'ben', 'cara', 'dan'].map((name) => `${name}-${companies.tag}`);
  await expect(palette.options).toContainText([...own, companies.company.name]);
  const foreign = [companies.fred.userName, companies.foreign.name, assignment.oms.name, link.account.handle];
  for (const term of foreign) {
    await palette.field.fill(companies.tag);
    await expect(palette.options).toHaveCount(5);
    await palette.field.fill(term);
    await expect(palette.status).toHaveText('Nothing found among what you may see.');
  }
});

test('a plain user has no search', async ({ page, db, signInAs }) => {
  await signInAs(await create.user(db));
  await page.goto('/');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(new SearchPalette(page).button).toHaveCount(0);
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 320, height: 640 } });

  test('the icon in the header opens the search, and a tap opens a result', async ({
    page,
    db,
    signInAs,
  }) => {
    const { tag, companies } = await makePersonWorld(db);
    await signInAs(await create.user(db, { permissions: ['PlatformAdmin'] }));
    const palette = new SearchPalette(page);
    await page.goto('/');
    expect((await palette.button.boundingBox())?.width).toBeLessThanOrEqual(40);
    await palette.button.click();
    await palette.field.fill(`Company B ${tag}`);
    await palette.options.filter({ hasText: companies[1].name }).click();
    await expect(page).toHaveURL(`/companies/${companies[1].id}`);
  });
});
