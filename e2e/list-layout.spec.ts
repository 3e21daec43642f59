import type { Page } from '@playwright/test';
import { create } from '@/prisma/factories';
import { expect, test } from './fixtures';
import { ListPage } from './pages/list-page';
import { makeAccountWorld } from './support/worlds';

/** The height of the highest row, in px. */
const highestRow = (page: Page) =>
  page.evaluate(() =>
    Math.max(...[...document.querySelectorAll('tbody tr')].map((row) => row.getBoundingClientRect().height)),
  );

/** How many pixels the page reaches beyond its right edge. */
const overflow = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

/** Ids that begin a line of their own, below their names. */
const idsApart = (page: Page) =>
  page.evaluate(() =>
    [...document.querySelectorAll('tbody td a + span')].flatMap((id) => {
      const name = [...(id.previousElementSibling?.getClientRects() ?? [])].at(-1);
      const [own] = id.getClientRects();
      return name && own && own.top > name.bottom - 4 ? id.parentElement?.textContent : [];
    }),
  );

/** Cells whose text ends with a blank, which the dot before the next cell would begin a line after. */
const blankEnds = (page: Page) =>
  page.evaluate(() =>
    [...document.querySelectorAll('tbody td')]
      .map(({ textContent }) => textContent ?? '')
      .filter((text) => /\s$/.test(text)),
  );

test('rows stay low and the page stays within its width, from a phone to a desktop', async ({
  page,
  db,
  signInAs,
}) => {
  const { tag } = await makeAccountWorld(db);
  await signInAs(await create.user(db, { permissions: ['SUPERUSER'] }));
  for (const path of ['/account-links', '/operators', '/company-roles', '/audit']) {
    const list = new ListPage(page, path);
    await list.open(path === '/account-links' ? { search: tag } : {});
    await expect(list.rows.first()).toBeVisible();
    for (const width of [320, 390, 640, 720, 768, 1024, 1440]) {
      await page.setViewportSize({ width, height: 800 });
      // On a phone a long name takes the lines that it needs.
      if (width >= 640) expect.soft(await highestRow(page), `${path} at ${width}`).toBeLessThanOrEqual(120);
      expect.soft(await overflow(page), `${path} at ${width}`).toBe(0);
      // Entries are sentences, which break anywhere.
      if (path !== '/audit') expect.soft(await idsApart(page), `${path} at ${width}`).toEqual([]);
    }
    if (path !== '/audit') expect.soft(await blankEnds(page), path).toEqual([]);
    await list.filter('Order');
    for (const width of [320, 640, 768, 900, 1024]) {
      await page.setViewportSize({ width, height: 800 });
      expect.soft(await overflow(page), `the filters of ${path} at ${width}`).toBe(0);
      const panel = await page.getByRole('dialog', { name: 'Filters' }).boundingBox();
      if (width >= 640) expect.soft(panel?.height, `the filters of ${path} at ${width}`).toBeLessThan(450);
    }
  }
});

test('the next page begins at its first row, and the focus goes there', async ({
  page,
  asOperatorOfMany,
}) => {
  const { tag, list } = await asOperatorOfMany(99);
  await list.open({ search: tag });
  await list.next.click();
  await expect(list.rows.first()).toContainText(`op-51-${tag}`);
  const top = await list.rows.first().evaluate((row) => row.getBoundingClientRect().top);
  expect(top, 'below the header, of a page higher than the window').toBeGreaterThan(52);
  expect(top).toBeLessThan(400);
  expect(await page.evaluate(() => document.activeElement?.tagName)).not.toBe('BODY');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('checkbox', { name: 'Select all on this page' })).toBeFocused();
});

test('the rows of the last search can’t be used while the next ones load', async ({
  page,
  asOperatorOfMany,
}) => {
  const { tag, list } = await asOperatorOfMany(4);
  await list.open({ search: tag });
  await expect(list.rows).toHaveCount(4);
  let letGo = () => {};
  const held = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  await page.route('**/api/lists/operators?*', async (route) => {
    await held;
    await route.continue();
  });
  await list.search.fill(`op-01-${tag}`);
  await expect(page.locator('tbody')).toHaveAttribute('inert', '');
  letGo();
  await expect(list.rows).toHaveCount(1);
  await expect(page.locator('tbody')).not.toHaveAttribute('inert', '');
});
