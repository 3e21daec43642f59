import { create } from '@/prisma/factories';
import { ListPage } from './pages/list-page';
import { RemovalDialog } from './pages/removal-dialog';
import { entriesOf, outcomesOf, removalCases } from './support/removal-cases';
import { expect, test } from './support/removal-test';
import { makeCompanyWorld } from './support/worlds';

for (const removal of removalCases) {
  test.describe(removal.call, () => {
    test('a row that another user removed meanwhile is reported as gone, and leaves the list', async ({
      db,
      openRemoval,
    }) => {
      const { scene, list, dialog, button } = await openRemoval(removal);
      await dialog.fill();
      await scene.takeAway();
      await dialog.confirm.click();
      await expect(dialog.failure).toContainText('Already gone');
      await expect(dialog.failure).toContainText('already removed');
      await expect(dialog.confirm).toHaveCount(0);
      await dialog.close.click();
      await expect(dialog.root).toBeHidden();
      await expect(button).toHaveCount(0);
      await expect(list.button(removal.verb, scene.nextRowName)).toBeVisible();
      expect(await entriesOf(db, scene.actor)).toMatchObject([{ outcome: 'refused', errorCode: 104 }]);
    });

    test('a row that was gone before the dialog opened is reported as gone, too', async ({
      page,
      openList,
    }) => {
      const { scene, list } = await openList(removal);
      await expect(list.button(removal.verb, scene.rowName)).toBeVisible();
      await scene.takeAway();
      await list.button(removal.verb, scene.rowName).click();
      const dialog = new RemovalDialog(page, removal.verb);
      await expect(dialog.failure).toContainText('Already gone');
      await expect(dialog.confirm).toHaveCount(0);
    });

    test('a removal whose facts have changed meanwhile is refused, and the dialog shows them and keeps its text', async ({
      db,
      openRemoval,
    }) => {
      const { scene, dialog, message } = await openRemoval(removal);
      await expect(dialog.warning).toHaveCount(0);
      await dialog.fill({ reason: 'Other', details: 'Ticket 4712' });
      await scene.makeUnusual();
      await dialog.confirm.click();

      await expect(dialog.failure).toContainText('Nothing was removed');
      await expect(dialog.failure).toContainText('This changed while you were looking');
      await expect(dialog.warning).toContainText(scene.warning);
      await expect(dialog.reason).toHaveValue('other');
      await expect(dialog.details).toHaveValue('Ticket 4712');
      expect(await scene.isThere()).toBe(true);

      await dialog.typedName.fill(scene.nameToType);
      await dialog.confirm.click();
      await expect(message).toBeVisible();
      expect(await scene.isThere()).toBe(false);
      expect(await outcomesOf(db, scene.actor)).toEqual(['refused', 'done']);
    });

    test('the dialog names a right that was removed meanwhile', async ({ db, openRemoval }) => {
      const { scene, dialog } = await openRemoval(removal);
      await dialog.fill({ details: 'Ticket 4713' });
      await db.userPermission.deleteMany({ where: { userId: scene.actor.id } });
      await dialog.confirm.click();
      await expect(dialog.failure).toContainText('You don’t have permission');
      await expect(dialog.failure).toContainText(`${removal.call} needs the permission`);
      await expect(dialog.details).toHaveValue('Ticket 4713');
      expect(await scene.isThere()).toBe(true);
      expect(await entriesOf(db, scene.actor)).toMatchObject([{ outcome: 'refused', errorCode: 20 }]);
    });
  });
}

test.describe('the last CoAdmin', () => {
  const verb = 'Remove role';

  test('can’t be removed by a CompanyAdmin, and the button and the box say why', async ({
    db,
    page,
    signInAs,
  }) => {
    const { foreign, fred } = await makeCompanyWorld(db);
    await signInAs(fred);
    const list = new ListPage(page, '/company-roles');
    await list.open();
    const name = `${fred.userName}, CoAdmin, ${foreign.name}`;
    const why = 'Only a PlatformAdmin can remove the last CoAdmin.';
    const box = page.getByRole('checkbox', { name: `Select: ${name}` });
    await expect(list.row(fred.userName)).toContainText('You');
    await expect(list.row(fred.userName)).toContainText('Last CoAdmin');
    for (const part of [list.button(verb, name), box]) {
      await expect(part).toHaveAttribute('aria-disabled', 'true');
      await expect(part).toHaveAccessibleDescription(why);
      await part.click({ force: true });
    }
    await expect(box).not.toBeChecked();
    await expect(new RemovalDialog(page, verb).root).toHaveCount(0);
    await page.goto(`/companies/${foreign.id}`);
    await expect(list.button(verb, name)).toHaveAccessibleDescription(why);
    await expect(page.getByRole('row').filter({ hasText: fred.userName })).toContainText('Last CoAdmin');
  });

  test('can’t be removed when they became the last one while the dialog was open', async ({
    page,
    db,
    signInAs,
  }) => {
    const { company, cara, dan } = await makeCompanyWorld(db);
    await signInAs(cara);
    const list = new ListPage(page, '/company-roles');
    await list.open();
    await list.button(verb, `${cara.userName}, CoAdmin, ${company.name}`).click();
    const dialog = new RemovalDialog(page, verb);
    await dialog.fill({ typedName: company.name });
    await db.companyRole.deleteMany({ where: { companyId: company.id, userId: dan.id } });
    await dialog.confirm.click();
    await expect(dialog.failure).toContainText('Nothing was removed');
    await expect(dialog.root).toContainText(`${cara.userName} is the last CoAdmin of ${company.name}.`);
    await expect(dialog.confirm).toHaveCount(0);
    expect(await db.companyRole.count({ where: { companyId: company.id, userId: cara.id } })).toBe(1);
  });

  test('causes a warning when no other CoAdmin can sign in', async ({ page, db, signInAs }) => {
    const { tag, company, cara, dan } = await makeCompanyWorld(db);
    await db.user.update({ where: { id: dan.id }, data: { emailVerified: false } });
    await signInAs(await create.user(db, { permissions: ['PlatformAdmin'] }));
    const list = new ListPage(page, '/company-roles');
    await list.open({ search: tag });
    await list.button(verb, `${cara.userName}, CoAdmin, ${company.name}`).click();
    const dialog = new RemovalDialog(page, verb);
    await expect(dialog.warning).toContainText(
      `None of the remaining CoAdmins of ${company.name} can sign in.`,
    );
    await expect(dialog.typedName).toBeVisible();
  });
});
