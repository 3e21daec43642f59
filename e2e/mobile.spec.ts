import type { Page } from '@playwright/test';
import { create } from '@/prisma/factories';

import { PersonPage } from './pages/person-page';
import { PlanDialog } from './pages/plan-dialog';
import { SearchPalette } from './pages/search-palette';
import { unseenFocus } from './support/focus';
import { makePersonWorld } from './support/person-world';
import { removalCases } from './support/removal-cases';
import { expect, test } from './support/removal-test';
import { RESOURCE_NAMES } from './support/resource-names';
import { makeAccountWorld, makeCompanyWorld, makeOperatorWorld, makeTag } from './support/worlds';

test.use({ viewport: { width: 320, height: 640 } });

/** Whether the middle of the focused element is on top, and not below what stays in view. */
const isFocusOnTop = (page: Page) =>
  page.evaluate(() => {
    const focused = document.activeElement ?? document.body;
    const { x, y, width, height } = focused.getBoundingClientRect();
    const top = document.elementFromPoint(x + width / 2, y + height / 2);
    return focused !== document.body && (focused.contains(top) || top?.contains(focused) === true);
  });

/** How many pixels the page, or an open dialog, reaches beyond its right edge. */
const overflow = (page: Page) =>
  page.evaluate(() =>
    [document.documentElement, ...document.querySelectorAll('[role=dialog]')]
      .map(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)
      .filter((pixels) => pixels > 0),
  );

/**
 * Visible clickable elements, except column headings, that are smaller than 24 × 24 px and too close to
 * another one.
 */
const smallTargets = (page: Page) =>
  page.evaluate(() => {
    const selector = 'button, a[href], input, select, textarea, [role=switch], [role=menuitemradio]';
    // Elements behind an open dialog can't be reached.
    const front = [...document.querySelectorAll('[role=dialog], [role=menu]')].at(-1) ?? document;
    const shown = [...front.querySelectorAll<HTMLElement>(selector)]
      // A link within a sentence may be as high as its line.
      .filter((element) => element.checkVisibility() && !element.closest('p, thead, [aria-hidden=true]'))
      .map((element) => ({ element, box: (element.closest('label') ?? element).getBoundingClientRect() }))
      .filter(({ box }) => box.width > 1 && box.height > 1);
    const centre = ({ x, y, width, height }: DOMRect) => [x + width / 2, y + height / 2] as const;
    return shown
      .filter(({ element, box }) => {
        if (box.width >= 24 && box.height >= 24) return false;
        const [x, y] = centre(box);
        return shown.some((other) => {
          if (other.element === element || other.element.contains(element)) return false;
          const dx = Math.max(other.box.left - x, 0, x - other.box.right);
          const dy = Math.max(other.box.top - y, 0, y - other.box.bottom);
          return Math.hypot(dx, dy) < 12;
        });
      })
      .map(({ element, box }) => `${box.width}x${box.height} ${element.outerHTML.slice(0, 100)}`);
  });

async function expectToFit(page: Page, what: string): Promise<void> {
  expect.soft(await overflow(page), what).toEqual([]);
  expect.soft(await smallTargets(page), what).toEqual([]);
}

test('every page fits a narrow screen', async ({ page, db, signInAs }) => {
  const [{ tag }, links, companies] = [
    await makeOperatorWorld(db),
    await makeAccountWorld(db),
    await makeCompanyWorld(db),
  ];
  await page.goto('/sign-in');
  await expectToFit(page, 'sign-in');
  await signInAs(await create.user(db, { permissions: ['SUPERUSER'] }));
  const paths = [
    ...RESOURCE_NAMES.map((name) => `/${name}`),
    '/',
    `/operators?search=${tag}`,
    `/account-links?search=${links.tag}`,
    `/company-roles?search=${companies.tag}`,
    `/companies/${companies.company.id}`,
    `/people/${companies.ada.id}`,
    '/people/99999999',
    '/findings/companies-with-one-co-admin',
    '/companies/1',
    '/nowhere',
    '/companies/99999999',
    '/operators?search=nobody-at-all',
    '/operators?cursor=nonsense',
  ];
  for (const path of paths) {
    await page.goto(path);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expectToFit(page, path);
  }
});

test('names of 190 characters fit the pages of a person and of a company at every width', async ({
  page,
  db,
  signInAs,
}) => {
  const long = (start: string) => `${start}${makeTag()}`.padEnd(190, 'x');
  const user = await create.user(db, {
    userName: long('u'),
    permissions: ['Operator'],
    operatorName: long('o'),
  });
  const oms = await create.oms(db, { name: long('m') });
  const account = await create.account(db, { handle: long('a'), omsId: oms.id });
  const company = await create.company(db, { name: long('c') });
  await create.assignment(db, { operatorId: user.id, omsId: oms.id, isDefault: true });
  await create.link(db, { userId: user.id, accountId: account.id, isDefault: true });
  await create.role(db, { companyId: company.id, userId: user.id, role: 'CoAdmin' });
  await signInAs(await create.user(db, { permissions: ['SUPERUSER'] }));
  for (const width of [1440, 390, 320]) {
    await page.setViewportSize({ width, height: 844 });
    for (const path of [
      `/people/${user.id}`,
      `/companies/${company.id}`,
      `/people?search=${user.userName.slice(0, 90)}`,
    ]) {
      await page.goto(path);
      await expect(page.getByRole('main')).toContainText(user.userName);
      const sideways = () =>
        page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      expect(await sideways(), `${path} at ${width}`).toBe(0);
    }
  }
});

test('search everywhere fits a narrow screen', async ({ page, db, signInAs }) => {
  const { tag } = await makePersonWorld(db);
  await signInAs(await create.user(db, { permissions: ['SUPERUSER'] }));
  await page.goto('/');
  const palette = new SearchPalette(page);
  await palette.button.click();
  await palette.field.fill(tag);
  await expect(palette.options).toHaveCount(8);
  await expectToFit(page, 'search');
});

test('the list of own sessions fits, and sessions can be ended', async ({ page, db, signInAs }) => {
  const user = await create.user(db);
  const userAgent = `program-of-${'a-long-name'.repeat(3)}/1.0`;
  await create.session(db, {
    userId: user.id,
    door: 'gateway',
    userAgent,
    address: '2001:db8::ffff:192.0.2.33',
  });
  await signInAs(user);
  await page.goto('/settings/sessions');
  await expect(page.getByRole('row')).toHaveCount(2);
  await expectToFit(page, 'sessions');
  await page.getByRole('button', { name: 'End all other sessions' }).click();
  const dialog = page.getByRole('dialog', { name: 'End all other sessions' });
  await expect(dialog).toBeVisible();
  await expectToFit(page, 'dialog');
  await dialog.getByRole('button', { name: 'End all other sessions' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'have ended' })).toBeVisible();
  await expectToFit(page, 'done');
});

test('a row has its first column on a line of its own, and the others below', async ({
  asOperator: { tag, ada, oms, list },
}) => {
  await list.open({ search: tag });
  const card = list.row(ada.userName);
  await expect(card.getByRole('cell')).toHaveCount(5);
  const [, operator, venue, cover] = await Promise.all(
    (await card.getByRole('cell').all()).map((cell) => cell.boundingBox()),
  );
  expect(venue?.y).toBeGreaterThan(operator?.y ?? Number.NaN);
  expect(cover?.y).toBeGreaterThanOrEqual(venue?.y ?? Number.NaN);
  await expect(card).toContainText(oms.name);
});

test('the focus is always visible', async ({ page, asOperator: { tag, list } }) => {
  await list.open({ search: tag });
  expect(await unseenFocus(page, 12)).toEqual([]);
});

test('the navigation is a drawer, which closes after a link is followed', async ({ page, db, signInAs }) => {
  const { actor } = await makeOperatorWorld(db);
  await signInAs(actor);
  await page.goto('/');
  await expect(page.getByRole('navigation', { name: 'Console' })).toHaveCount(0);
  const burger = page.getByRole('button', { name: 'Open navigation' });
  await burger.click();
  const drawer = page.getByRole('dialog', { name: 'Access Console' });
  await expect(drawer.getByRole('link')).toHaveText([
    'Overview',
    'People',
    'Operators',
    'Account links',
    'Audit log',
  ]);
  await expect(drawer).toContainText('All OMSs and accounts');
  await expectToFit(page, 'drawer');
  await drawer.getByRole('link', { name: 'Account links' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Account links');
  await expect(drawer).toBeHidden();
  await burger.click();
  await expect(drawer).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(drawer).toBeHidden();
  await expect(burger).toBeFocused();
});

for (const removal of removalCases) {
  test(`${removal.call} fits a narrow screen, and works`, async ({ page, openRemoval }) => {
    const { scene, dialog, message } = await openRemoval(removal, { isUnusual: true });
    await expect(dialog.typedName).toBeVisible();
    await expectToFit(page, 'open');
    // As high as a window of 800 px at 200 %.
    await page.setViewportSize({ width: 640, height: 400 });
    await dialog.confirm.click();
    expect.soft(await isFocusOnTop(page), 'what is missing is below the buttons').toBe(true);
    await page.setViewportSize({ width: 320, height: 640 });
    await expectToFit(page, 'with what is missing');
    await dialog.run({ typedName: scene.nameToType });
    await expect(message).toBeVisible();
    await expectToFit(page, 'done');
  });
}

test('the help and the user’s menu fit a narrow screen', async ({ page, asOperator: { actor } }) => {
  await page.goto('/operators');
  await page.getByRole('button', { name: actor.userName }).click();
  await expect(page.getByRole('menu')).toBeVisible();
  await expectToFit(page, 'menu');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Shift+?');
  await expect(page.getByRole('dialog', { name: 'Keyboard' })).toBeVisible();
  await expectToFit(page, 'help');
});

test('a plan fits a narrow screen, and works', async ({ page, db, signInAs }) => {
  const { user } = await makePersonWorld(db, { hasDefaults: true });
  await signInAs(await create.user(db, { permissions: ['SUPERUSER'] }));
  const person = new PersonPage(page, user);
  await person.open();
  await person.tickKinds('OMS', 'Account');
  await expectToFit(page, 'chosen');
  await person.review.click();
  const dialog = new PlanDialog(page, user.userName);
  await expect(dialog.confirm).toBeVisible();
  await expectToFit(page, 'review');
  // A short word is not broken in two because of a long name beside it.
  const none = dialog.root.getByRole('cell', { name: 'None', exact: true }).first();
  expect(await none.locator('span').evaluate((word) => word.getClientRects().length)).toBe(1);
  await dialog.confirm.click();
  await expectToFit(page, 'with what is missing');
  await dialog.run();
  await expect(dialog.status).toHaveText('4 of 4 done.');
  await expectToFit(page, 'done');
});

test('a select field sorts rows that are shown as cards', async ({
  page,
  asOperator: { tag, ada, ben, list },
}) => {
  await list.open({ search: tag });
  await expect(list.rows.first()).toContainText(ada.userName);
  const order = await list.filter('Order');
  await expect(order).toHaveValue('operator asc');
  await order.selectOption('Operator ↓');
  await expect(list.rows.first()).toContainText(ben.userName);
  await expect(page).toHaveURL(/direction=desc/);
  await page.setViewportSize({ width: 1280, height: 800 });
  await expect(order).toBeHidden();
  await expect(list.header('Operator')).toHaveAttribute('aria-sort', 'descending');
});
