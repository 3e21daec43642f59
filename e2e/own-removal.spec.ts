import { create } from '@/prisma/factories';
import { expect, test } from './fixtures';
import { ListPage } from './pages/list-page';
import { RemovalDialog } from './pages/removal-dialog';
import { outcomesOf } from './support/removal-cases';
import { makeCompanyWorld } from './support/worlds';

test('a CoAdmin who removes their own role is warned, and loses access to the pages of that role', async ({
  page,
  db,
  signInAs,
}) => {
  const { company, cara } = await makeCompanyWorld(db);
  await signInAs(cara);
  const list = new ListPage(page, '/company-roles');
  await list.open();
  await list.button('Remove role', `${cara.userName}, CoAdmin, ${company.name}`).click();
  const dialog = new RemovalDialog(page, 'Remove role');
  await expect(dialog.warning).toContainText(`This is you. You will no longer manage ${company.name}.`);
  await dialog.run({ reason: 'Role change', typedName: company.name });
  const done = `${cara.userName} is no longer CoAdmin of ${company.name}`;
  await expect(page.getByRole('status').filter({ hasText: done })).toBeVisible();
  await expect(page.getByRole('navigation', { name: 'Console' }).getByRole('link')).toHaveText(['Overview']);
  await expect(page.getByRole('banner')).toContainText('Nothing to manage');
  await expect(list.heading).toHaveText('You don’t have access to this page');
  await expect(list.rows).toHaveCount(0);
  expect(await outcomesOf(db, cara)).toEqual(['done']);
});

test('an Operator who unassigns themselves is warned, and stays an Operator', async ({
  page,
  db,
  asOperator: { tag, oms, actor, list },
}) => {
  await create.assignment(db, { operatorId: actor.id, omsId: oms.id, isDefault: true });
  await list.open({ search: tag });
  const button = list.button('Unassign operator', `${actor.userName}, ${oms.name}`);
  await button.click();
  const dialog = new RemovalDialog(page, 'Unassign operator');
  await expect(dialog.warning).toContainText('This is you. You will no longer manage this OMS.');
  await expect(dialog.root).toContainText(`Also clears the default OMS of ${actor.userName}`);
  await dialog.run({ reason: 'Role change', typedName: oms.name });
  await expect(button).toHaveCount(0);
  await expect(list.count).toHaveText('2 assignments');
  await expect(list.row('ada')).toHaveCount(1);
  expect(await outcomesOf(db, actor)).toEqual(['done']);
});
