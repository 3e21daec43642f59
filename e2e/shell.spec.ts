import type { Page } from '@playwright/test';
import { expect, test } from './fixtures';
import { holdBack } from './support/hold-back';
import { makeViewer } from './support/kinds';
import { makeManyOperators } from './support/worlds';

const navigationOf = (page: Page) => page.getByRole('navigation', { name: 'Console' });
const currentOf = (page: Page) => navigationOf(page).locator('[aria-current]');

test('each page has a title of its own, and its section is marked', async ({ page, db, signInAs }) => {
  const { user, assignment, companies } = await makeViewer(db, 'SUPERUSER');
  if (user) await signInAs(user);
  const { ada, company } = companies;
  const pages: [string, string, string][] = [
    ['/', 'Overview', 'Overview'],
    ['/findings/omses-without-operator', 'OMSs without an operator who can sign in', 'Overview'],
    [`/people/${ada.id}`, `${ada.userName} · People`, 'People'],
    [`/companies/${company.id}`, `${company.name} · Companies`, 'Company roles'],
    [`/operators?oms=${assignment.oms.id}`, `${assignment.oms.name} · Operators`, 'Operators'],
    ['/audit', 'Audit log', 'Audit log'],
  ];
  for (const [address, title, section] of pages) {
    await page.goto(address);
    await expect(page).toHaveTitle(`${title} · Access Console`);
    await expect(currentOf(page)).toHaveText(section);
  }
});

test('the navigation leads the CoAdmin of one company straight to it', async ({ page, db, signInAs }) => {
  const { user, companies } = await makeViewer(db, 'CoAdmin');
  if (user) await signInAs(user);
  await page.goto('/');
  await navigationOf(page).getByRole('link', { name: 'Company' }).click();
  await expect(page).toHaveURL(`/companies/${companies.company.id}`);
  await expect(currentOf(page)).toHaveText('Company');
});

test('the browser’s own bars have the colour of the chosen scheme', async ({
  page,
  asOperator: { actor },
}) => {
  await page.emulateMedia({ colorScheme: 'light' });
  await page.goto('/operators');
  // The browser takes the first that applies.
  const color = () =>
    page.evaluate(() => {
      const all = [...document.querySelectorAll<HTMLMetaElement>('meta[name="theme-color"]')];
      return all.find(({ media }) => media === '' || matchMedia(media).matches)?.content;
    });
  await expect.poll(color).toBe('#ffffff');
  await page.getByRole('button', { name: actor.userName }).click();
  await page.getByRole('menuitemradio', { name: 'Dark' }).click();
  await expect.poll(color).toBe('#101216');
  await page.reload();
  await expect.poll(color).toBe('#101216');
});

test('header and navigation stay in view, and what takes the focus is not below the header', async ({
  page,
  db,
  signInAs,
}) => {
  const { actor, tag } = await makeManyOperators(db, 60);
  await signInAs(actor);
  await page.goto(`/operators?search=${tag}&size=100`);
  const last = page.getByRole('button', { name: /^Unassign operator/ }).last();
  await last.focus();
  await expect(page.getByRole('banner')).toBeInViewport({ ratio: 1 });
  await expect(navigationOf(page)).toBeInViewport({ ratio: 1 });
  const foot = async () => {
    const box = await page.getByRole('banner').boundingBox();
    return (box?.y ?? 0) + (box?.height ?? 0);
  };
  for (let presses = 0; presses < 30; presses += 1) {
    await page.keyboard.press('Shift+Tab');
    const focused = await page.evaluate(() => document.activeElement?.getBoundingClientRect().top ?? 0);
    expect(focused).toBeGreaterThanOrEqual(await foot());
  }
});

test('a page on its way is shown, and marks the content as busy', async ({ page, db, signInAs }) => {
  const { user } = await makeViewer(db, 'Operator');
  if (user) await signInAs(user);
  await page.goto('/');
  const release = await holdBack(page, { url: '**/account-links?_rsc=*' });
  await navigationOf(page).getByRole('link', { name: 'Account links' }).click();
  const main = page.getByRole('main');
  await expect(main).toHaveAttribute('aria-busy', 'true');
  const bar = () =>
    page.getByRole('banner').evaluate((header) => getComputedStyle(header, '::after').borderTopWidth);
  expect(await bar()).toBe('2px');
  release();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Account links');
  await expect(main).not.toHaveAttribute('aria-busy');
});

test('paper gets neither header nor navigation nor buttons, but what the list is filtered by', async ({
  page,
  asOperator: { tag, oms, list },
}) => {
  await list.open({ search: tag, oms: String(oms.id) });
  const button = page.getByRole('button', { name: /^Unassign operator/ }).first();
  await expect(button).toBeVisible();
  await page.emulateMedia({ media: 'print' });
  for (const gone of [page.getByRole('banner'), navigationOf(page), button]) await expect(gone).toBeHidden();
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(list.chip('OMS', oms.name)).toBeVisible();
});

test('the icon needs no session', async ({ callerAs }) => {
  const response = await (await callerAs(null)).get('/favicon.ico', { maxRedirects: 0 });
  expect(response.status()).toBe(200);
  expect(response.headers()['content-type']).toBe('image/svg+xml');
});
