import type { Locator, Page } from '@playwright/test';
import { create } from '@/prisma/factories';
import { expect, test } from './fixtures';
import { RemovalDialog } from './pages/removal-dialog';
import { SearchPalette } from './pages/search-palette';

const CHUNKS = '**/_next/static/chunks/**';

/** Makes requests for code fail, as if the connection were down. */
const cutOff = (page: Page) => page.route(CHUNKS, (route) => route.abort());

/** Holds back requests for code until the test lets them arrive. */
async function hold(page: Page) {
  const onTheirWay: (() => Promise<void>)[] = [];
  await page.route(CHUNKS, (route) => {
    onTheirWay.push(() => route.continue());
  });
  return {
    count: () => onTheirWay.length,
    /**
     * Lets them arrive, and everything that they load in turn, and returns whether an element is there by
     * now.
     */
    untilThere: async (what: Locator) => {
      for (const arrive of onTheirWay.splice(0)) await arrive();
      return (await what.count()) > 0;
    },
  };
}

const complaintIn = (page: Page) => page.getByRole('alert').filter({ hasText: 'couldn’t be loaded' });

test('a dialog that can’t be loaded says so, and opens the next time', async ({
  page,
  asOperator: { tag, ada, oms, list },
}) => {
  await list.open({ search: tag });
  const remove = list.button('Unassign operator', `${ada.userName}, ${oms.name}`);
  await expect(remove).toBeVisible();
  await cutOff(page);
  await remove.click();
  await expect(complaintIn(page)).toHaveCount(1);
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await remove.click();
  await expect(complaintIn(page)).toHaveCount(1);
  await expect(list.search).toHaveValue(tag);

  await page.unroute(CHUNKS);
  await remove.click();
  const dialog = new RemovalDialog(page, 'Unassign operator');
  await expect(dialog.cancel).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(remove).toBeFocused();
});

test('filters that can’t be loaded leave the chosen value on the page, and it can be removed', async ({
  page,
  asOperator: { tag, oms, list },
}) => {
  await list.open({ search: tag, oms: String(oms.id) });
  const chip = list.chip('OMS', oms.name);
  await expect(chip).toBeVisible();
  await cutOff(page);
  const button = page.getByRole('button', { name: 'Filter', exact: true });
  await button.click();
  await expect(complaintIn(page)).toBeVisible();
  await chip.click();
  await expect(chip).toHaveCount(0);
  await expect(page).toHaveURL(`/operators?search=${tag}`);
  await expect(button).toBeFocused();

  await page.unroute(CHUNKS);
  const filter = await list.filter('OMS');
  await filter.fill(oms.name);
  // Enter chooses the first match.
  await expect(page.getByRole('option', { name: oms.name })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(chip).toBeVisible();
  await expect(page).toHaveURL(new RegExp(`oms=${oms.id}`));
});

test('a filter never shows the name of an earlier choice', async ({
  page,
  db,
  asOperator: { tag, oms, list },
}) => {
  const other = await create.oms(db, { name: `Other ${tag}` });
  await list.open({ oms: String(oms.id) });
  await expect(list.chip('OMS', oms.name)).toBeVisible();
  // The name is looked up by its id, which may take a while or fail.
  await page.route(`**/api/lists/omses?id=${other.id}`, (route) => route.abort());
  const filter = await list.filter('OMS');
  // The results move the options, and a click in between would hit none.
  const found = page.waitForResponse(/\/api\/lists\/omses\?.*search=Other/);
  await filter.fill(other.name);
  await found;
  await page.getByRole('option', { name: other.name }).click();
  await expect(page).toHaveURL(`/operators?oms=${other.id}`);
  await expect(list.chip('OMS', String(other.id))).toBeVisible();
  await page.reload();
  await list.chip('OMS', String(other.id)).click();
  await expect(page).toHaveURL('/operators');
});

test('text typed before the search is loaded is searched for, and triggers no shortcut or button', async ({
  page,
  asOperator: { tag, ada, oms, list },
}) => {
  await list.open({ search: tag });
  await list.button('Unassign operator', `${ada.userName}, ${oms.name}`).focus();
  const held = await hold(page);
  await page.keyboard.press('Control+k');
  await expect.poll(held.count).toBeGreaterThan(0);
  // Includes the keys of two shortcuts, and keys that press a button.
  const [begun, rest] = [ada.userName.slice(0, 4), ada.userName.slice(4)];
  await page.keyboard.type(`/?${begun} y`);
  for (const key of ['Backspace', 'Backspace', 'Enter']) await page.keyboard.press(key);
  const palette = new SearchPalette(page);
  const typing = page.keyboard.type(rest, { delay: 40 });
  await expect.poll(() => held.untilThere(palette.field), { intervals: [20] }).toBe(true);
  await typing;
  await expect(page.getByRole('dialog')).toHaveCount(1);
  await expect(palette.field).toHaveValue(`/?${ada.userName}`);
  await expect(palette.field).toBeFocused();
  await page.keyboard.press('Home');
  for (const _ of '/?') await page.keyboard.press('Delete');
  await expect(palette.options.first()).toContainText(ada.userName);
});

test('a menu does not open once the user has moved on to something else', async ({
  page,
  asOperator: { actor, list },
}) => {
  await list.open();
  const held = await hold(page);
  const button = page.getByRole('button', { name: actor.userName });
  await button.evaluate((element) => element.setAttribute('data-at-rest', ''));
  await button.click();
  await expect.poll(held.count).toBeGreaterThan(0);
  await list.search.click();
  // The loaded menu brings a button of its own.
  await expect.poll(() => held.untilThere(page.locator('[data-at-rest]'))).toBe(false);
  await page.keyboard.type('nobody');
  await expect(list.search).toHaveValue('nobody');
  await expect(page.getByRole('menu')).toHaveCount(0);
  await button.click();
  await expect(page.getByRole('menu')).toBeVisible();
});

test('only one of two dialogs opens when both are requested at once', async ({
  page,
  asOperator: { tag, ada, oms, list },
}) => {
  await list.open({ search: tag });
  const held = await hold(page);
  await list.button('Unassign operator', `${ada.userName}, ${oms.name}`).click();
  await page.keyboard.press('Control+k');
  await expect.poll(held.count).toBeGreaterThan(0);
  const dialogs = page.getByRole('dialog');
  await expect.poll(() => held.untilThere(dialogs.first())).toBe(true);
  // Waits until the other one is loaded as well.
  await expect.poll(held.count).toBe(0);
  await expect(dialogs).toHaveCount(1);
});

test('a user who moves to another field before the search is loaded types into that field', async ({
  page,
  asOperator: { list },
}) => {
  const palette = new SearchPalette(page);
  for (const leave of [() => list.search.click(), () => page.keyboard.press('Escape')]) {
    await list.open();
    const held = await hold(page);
    await palette.button.click();
    await expect.poll(held.count).toBeGreaterThan(0);
    await leave();
    await list.search.focus();
    await page.keyboard.type('venue');
    await expect(list.search).toHaveValue('venue');
    await page.unroute(CHUNKS);
    await palette.button.click();
    await expect(palette.field).toHaveValue('');
    await expect(page.getByRole('dialog')).toHaveCount(1);
  }
});
