import { create } from '@/prisma/factories';
import { expect, test } from './fixtures';
import { ListPage } from './pages/list-page';
import { makeTag } from './support/worlds';

test('an empty list says what it is for', async ({ page, db, signInAs }) => {
  await signInAs(await create.user(db, { permissions: ['Operator'] }));
  await new ListPage(page, '/audit').open();
  await expect(page.getByRole('heading', { name: 'No entries yet' })).toBeVisible();
  await expect(page.getByRole('main')).toContainText(
    'Every attempt to remove, restore or change access will appear here.',
  );
});

test('an audit log whose days are the wrong way round says so, and offers to swap them', async ({
  page,
  db,
  signInAs,
}) => {
  await signInAs(await create.user(db, { permissions: ['PlatformAdmin'] }));
  await new ListPage(page, '/audit').open({ from: '2026-03-09', to: '2026-03-01' });
  await expect(page.getByRole('heading', { name: 'The days are the wrong way round' })).toBeVisible();
  await page.getByRole('button', { name: 'Swap the days' }).click();
  await expect(page).toHaveURL('/audit?from=2026-03-01&to=2026-03-09');
  await expect(page.getByRole('heading', { name: 'No entries match' })).toBeVisible();
});

test('a list without matches offers to clear the filters', async ({ page, asOperator: { oms, list } }) => {
  await list.open({ search: `nobody-${makeTag()}`, oms: String(oms.id) });
  await expect(page.getByRole('heading', { name: 'No assignments match' })).toBeVisible();
  await expect(list.count).toHaveText('0 assignments');
  await page.getByRole('button', { name: 'Clear filters' }).click();
  await expect(page).toHaveURL('/operators');
  await expect(list.search).toHaveValue('');
  await expect(list.rows.first()).toBeVisible();
});

test('a list that failed to load offers to try again', async ({ page, asOperator: { tag, list } }) => {
  await list.open();
  await page.route('**/api/lists/operators*', (route) => route.abort());
  await list.search.fill(tag);
  await expect(page.getByRole('heading', { name: 'The assignments could not be loaded' })).toBeVisible();
  await expect(page.getByRole('main')).toContainText('The console could not be reached.');
  await page.unroute('**/api/lists/operators*');
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(list.rows).toHaveCount(2);
});

const unreadable: Record<string, string> = {
  cursor: 'nonsense',
  sort: 'shoe size',
};

for (const [name, value] of Object.entries(unreadable)) {
  test(`a page with an invalid ${name} in its address explains that, and offers to clear it`, async ({
    page,
    asOperator: { tag, list },
  }) => {
    await list.open({ [name]: value, search: tag });
    await expect(page.getByRole('heading', { level: 2 })).toHaveText(
      'This list doesn’t recognize something in this link',
    );
    await expect(page.getByRole('main')).toContainText(name);
    await page.getByRole('button', { name: 'Clear filters' }).click();
    await expect(list.rows.first()).toBeVisible();
  });
}

test('a list says that it is no longer accessible when the right is removed while it is open', async ({
  page,
  db,
  asOperator: { tag, actor, list },
}) => {
  await list.open();
  await db.userPermission.deleteMany({ where: { userId: actor.id } });
  await list.search.fill(tag);
  await expect(
    page.getByRole('heading', { name: 'You don’t have access to these assignments' }),
  ).toBeVisible();
  await expect(list.rows).toHaveCount(0);
});

test('a page whose rows are all gone leads to the first page', async ({ page, db, asOperatorOfMany }) => {
  const { tag, last, list } = await asOperatorOfMany(26);
  await list.open({ search: tag, size: '25' });
  await list.next.click();
  await expect(list.rows).toHaveCount(1);
  await db.operatorOms.deleteMany({ where: { operatorId: last.id } });
  await page.reload();
  await expect(page.getByRole('heading', { name: 'This page is empty now' })).toBeVisible();
  await page.getByRole('button', { name: 'First page' }).click();
  await expect(list.rows).toHaveCount(25);
  await expect(list.search).toHaveValue(tag);
});
