import { expect, test } from './fixtures';
import { ListPage } from './pages/list-page';
import { RemovalDialog } from './pages/removal-dialog';
import { tabTo, unseenFocus } from './support/focus';
import { outcomesOf, removalCases } from './support/removal-cases';
import { makeOperatorWorld } from './support/worlds';

for (const removal of removalCases) {
  test(`${removal.call} works by keyboard alone`, async ({ page, db, signInAs }) => {
    const scene = await removal.make(db);
    await scene.makeUnusual();
    await signInAs(scene.actor);
    const list = new ListPage(page, removal.path);
    await list.open();
    await page.keyboard.press('/');
    await expect(list.search).toBeFocused();
    await page.keyboard.type(scene.tag);
    const button = list.button(removal.verb, scene.rowName);
    await expect(button).toBeVisible();
    await expect(page).toHaveURL(new RegExp(`search=${scene.tag}`));
    await tabTo(page, button);
    await page.keyboard.press('Enter');

    const dialog = new RemovalDialog(page, removal.verb);
    await expect(dialog.typedName).toBeVisible();
    await expect(dialog.cancel).toBeFocused();
    // Twice through the dialog, in the order in which it reads. The focus must never leave the dialog.
    const order = [
      dialog.confirm,
      dialog.cross,
      dialog.reason,
      dialog.details,
      dialog.typedName,
      dialog.cancel,
    ];
    for (const next of [...order, ...order]) {
      await page.keyboard.press('Tab');
      await expect(next).toBeFocused();
    }
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.type(scene.nameToType);
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.type('Ticket 4716');
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.type('Role');
    await expect(dialog.reason).toHaveValue('role_change');
    await tabTo(page, dialog.confirm);
    await page.keyboard.press('Enter');

    await expect(page.getByRole('status').filter({ hasText: scene.done })).toBeVisible();
    await expect(button).toHaveCount(0);
    expect(await scene.isThere()).toBe(false);
    expect(await outcomesOf(db, scene.actor)).toEqual(['done']);
    await expect(page.locator('h1:focus, tr button:focus')).toHaveCount(1);
  });
}

test('the first focusable link of every page skips the navigation', async ({ page, db, signInAs }) => {
  const { actor } = await makeOperatorWorld(db);
  await signInAs(actor);
  for (const path of ['/', '/operators', '/account-links', '/audit']) {
    await page.goto(path);
    await page.keyboard.press('Tab');
    const skip = page.getByRole('link', { name: 'Skip to content' });
    await expect(skip).toBeFocused();
    await expect(skip).toBeInViewport();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('main')).toBeFocused();
    await page.keyboard.press('Tab');
    const isInside = await page.locator(':focus').evaluate((element) => Boolean(element.closest('main')));
    expect(isInside, path).toBe(true);
  }
});

test('the focus is always visible', async ({ page, asOperator: { tag, list } }) => {
  await list.open({ search: tag });
  expect(await unseenFocus(page, 20)).toEqual([]);
});

test('? opens the help, which lists the shortcuts and can switch off single keys', async ({
  page,
  asOperator: { list },
}) => {
  await list.open();
  await page.keyboard.press('Shift+?');
  const help = page.getByRole('dialog', { name: 'Keyboard' });
  await expect(help).toContainText('Go to the search field');
  await expect(help).toContainText('No shortcut removes anything.');
  const toggle = help.getByRole('switch', { name: 'Single-key shortcuts' });
  await expect(toggle).toBeChecked();
  await tabTo(page, toggle);
  await page.keyboard.press('Space');
  await expect(toggle).not.toBeChecked();
  await page.keyboard.press('Escape');
  await expect(help).toBeHidden();

  for (const isAfterReload of [false, true]) {
    if (isAfterReload) await page.reload();
    await page.keyboard.press('/');
    await expect(list.search).not.toBeFocused();
    await page.keyboard.press('Shift+?');
    await expect(help).toBeHidden();
  }
});

test('keys typed into a field are text, not shortcuts', async ({ page, asOperator: { list } }) => {
  await list.open();
  await list.search.focus();
  await page.keyboard.type('a/?');
  await expect(list.search).toHaveValue('a/?');
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

test('the user’s menu can be opened, used and closed by keyboard', async ({
  page,
  asOperator: { actor },
}) => {
  await page.goto('/');
  const button = page.getByRole('button', { name: actor.userName });
  await tabTo(page, button);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menu')).toContainText('Operator');
  await expect(page.getByRole('menuitemradio', { name: 'Light' })).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark');
  await expect(page.getByRole('menu')).toBeHidden();
  await expect(button).toBeFocused();
});
