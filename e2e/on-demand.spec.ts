import type { Page } from '@playwright/test';
import { expect, test } from './fixtures';
import { ListPage } from './pages/list-page';
import { RemovalDialog } from './pages/removal-dialog';
import { SearchPalette } from './pages/search-palette';
import { makeOperatorWorld } from './support/worlds';

const CHUNKS = '**/_next/static/chunks/**';

/** As if the line were down just now. */
const cutOff = (page: Page) => page.route(CHUNKS, (route) => route.abort());

/** Keeps what is fetched on its way until it may arrive. */
async function hold(page: Page) {
  const onTheirWay: (() => Promise<void>)[] = [];
  await page.route(CHUNKS, (route) => {
    onTheirWay.push(() => route.continue());
  });
  return {
    count: () => onTheirWay.length,
    letArrive: async () => {
      for (const arrive of onTheirWay.splice(0)) await arrive();
    },
  };
}

const complaintIn = (page: Page) => page.getByRole('alert').filter({ hasText: 'could not be fetched' });

test('a dialog that can’t be fetched says so, and opens the next time', async ({ page, db, signInAs }) => {
  const { actor, tag, ada, oms } = await makeOperatorWorld(db);
  await signInAs(actor);
  const list = new ListPage(page, '/operators');
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

test('a filter that can’t be fetched still shows what is chosen, and clears it', async ({
  page,
  db,
  signInAs,
}) => {
  const { actor, tag, oms } = await makeOperatorWorld(db);
  await signInAs(actor);
  const list = new ListPage(page, '/operators');
  await list.open({ search: tag, oms: String(oms.id) });
  const filter = page.getByRole('combobox', { name: 'OMS' });
  await expect(filter).toHaveValue(oms.name);
  await cutOff(page);
  await filter.click();
  await expect(complaintIn(page)).toBeVisible();
  await expect(filter).toHaveValue(oms.name);
  await page.getByRole('button', { name: 'Clear', exact: true }).click();
  await expect(filter).toHaveValue('');
  await expect(page).toHaveURL(`/operators?search=${tag}`);

  await page.unroute(CHUNKS);
  await list.search.focus();
  await filter.focus();
  await expect(filter).toBeEditable();
  await expect(filter).toBeFocused();
  await filter.fill(oms.name);
  await expect(page.getByRole('option', { name: oms.name })).toBeVisible();
});

test('whoever tabs past a filter keeps his place when it arrives', async ({ page, db, signInAs }) => {
  const { actor, tag } = await makeOperatorWorld(db);
  await signInAs(actor);
  const list = new ListPage(page, '/operators');
  await list.open({ search: tag });
  await expect(list.rows).toHaveCount(2);
  const held = await hold(page);
  const filter = page.getByRole('combobox', { name: 'Operator' });
  await filter.focus();
  await expect.poll(held.count).toBeGreaterThan(0);
  const csv = page.getByRole('link', { name: /as CSV/ });
  await csv.focus();
  const hasArrived = async () => {
    await held.letArrive();
    return filter.isEditable();
  };
  await expect.poll(hasArrived).toBe(true);
  await expect(csv).toBeFocused();
});

test('what is typed before the search is there is searched for, and presses nothing', async ({
  page,
  db,
  signInAs,
}) => {
  const { actor, tag, ada, oms } = await makeOperatorWorld(db);
  await signInAs(actor);
  const list = new ListPage(page, '/operators');
  await list.open({ search: tag });
  await list.button('Unassign operator', `${ada.userName}, ${oms.name}`).focus();
  const held = await hold(page);
  await page.keyboard.press('Control+k');
  await expect.poll(held.count).toBeGreaterThan(0);
  // With the keys of two shortcuts, and those that press a button.
  await page.keyboard.type(`/?${ada.userName} y`);
  for (const key of ['Backspace', 'Backspace', 'Enter']) await page.keyboard.press(key);
  const palette = new SearchPalette(page);
  const hasArrived = async () => {
    await held.letArrive();
    return palette.field.isVisible();
  };
  await expect.poll(hasArrived).toBe(true);
  await expect(page.getByRole('dialog')).toHaveCount(1);
  await expect(palette.field).toHaveValue(`/?${ada.userName}`);
  await expect(palette.field).toBeFocused();
  await page.keyboard.press('Home');
  for (const _ of '/?') await page.keyboard.press('Delete');
  await expect(palette.options.first()).toContainText(ada.userName);
});
