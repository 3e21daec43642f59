import { create } from '@/prisma/factories';
import { ListPage } from './pages/list-page';
import { RemovalDialog } from './pages/removal-dialog';
import { expectAccessible } from './support/accessibility';
import { sessionIdOf } from './support/direct-calls';
import { makeViewer } from './support/kinds';
import { entriesOf, removalCase, removalCases } from './support/removal-cases';
import { expect, test } from './support/removal-test';
import { callAction } from './support/server-actions';

const REASON = { reason: 'Clean-up' };

for (const removal of removalCases) {
  test.describe(`restoring ${removal.call}`, () => {
    test('from the message brings the row back, and its entry names the removal', async ({
      page,
      db,
      openRemoval,
    }) => {
      const { scene, list, dialog, button, message } = await openRemoval(removal);
      await dialog.run(REASON);
      await message.getByRole('button', { name: 'Restore' }).click();
      const restoring = new RemovalDialog(page, 'Restore');
      for (const part of scene.target.split(' · ')) await expect(restoring.root).toContainText(part);
      await expect(restoring.root.getByRole('cell', { name: 'None of these' })).toBeVisible();
      await expect(restoring.cancel).toBeFocused();
      await expectAccessible(page);
      await restoring.run({ reason: 'Other', details: 'The wrong one' });
      await expect(page.getByRole('status').filter({ hasText: `Restored: ${scene.target}` })).toBeVisible();
      await expect(button).toHaveCount(1);
      await expect(list.heading).toBeFocused();
      expect(await scene.isThere()).toBe(true);
      const [removed, restored] = await entriesOf(db, scene.actor);
      expect(restored).toMatchObject({
        outcome: 'done',
        restores: removed?.seq,
        reasonCode: 'other',
        reasonText: 'The wrong one',
      });
    });

    test('from its audit entry works once', async ({ page, db, openRemoval }) => {
      const { scene, dialog, message } = await openRemoval(removal);
      await dialog.run(REASON);
      await message.getByRole('link', { name: 'View entry' }).click();
      const heading = page.getByRole('heading', { level: 1 });
      await expect(heading).toHaveText(`${scene.actor.userName} ${scene.said}`);
      await expect(page.getByText('Signature fits')).toBeVisible();
      await page.getByRole('main').getByRole('button', { name: 'Restore' }).click();
      const restoring = new RemovalDialog(page, 'Restore');
      await expect(restoring.reason.getByRole('option')).toHaveText([
        'Choose…',
        'Removed by mistake',
        'Request changed',
        'Returned',
        'Other',
      ]);
      await restoring.run({ reason: 'Removed by mistake' });
      const [, restored] = await expect
        .poll(() => entriesOf(db, scene.actor))
        .toHaveLength(2)
        .then(() => entriesOf(db, scene.actor));
      await expect(page.getByRole('link', { name: `Restored by #${restored?.seq}` })).toBeVisible();
      await expect(page.getByText(`This was restored by entry ${restored?.seq}.`)).toBeVisible();
      await expect(page.getByRole('main').getByRole('button', { name: 'Restore' })).toHaveCount(0);
      await expectAccessible(page);
      expect(await scene.isThere()).toBe(true);
      const audit = new ListPage(page, '/audit');
      await audit.open({ search: scene.tag });
      await expect(audit.row(scene.said)).toContainText(`Restored #${restored?.seq}`);
      await expect(audit.row('restored ', 'Removed by mistake')).toHaveCount(1);
    });
  });
}

const links = removalCase('RemoveUserAccount');
const operators = removalCase('RemoveOperatorOMS');

test('a restore that no longer applies is explained before the dialog asks for anything', async ({
  page,
  db,
  openRemoval,
}) => {
  const { scene, dialog, message } = await openRemoval(links);
  await dialog.run(REASON);
  const restore = message.getByRole('button', { name: 'Restore' });
  await expect(restore).toBeVisible();
  const [removed] = await entriesOf(db, scene.actor);
  await create.link(db, { userId: removed?.subjectUserId ?? 0, accountId: removed?.accountId ?? 0 });
  await restore.click();
  const restoring = new RemovalDialog(page, 'Restore');
  await expect(restoring.root.getByRole('alert')).toContainText('already');
  await expect(restoring.confirm).toHaveCount(0);
  await restoring.close.click();
  await expect(restoring.root).toBeHidden();
});

test('an entry is shown only to users who may read it, and restored only by users with the right', async ({
  page,
  db,
  callerAs,
  signInAs,
  openRemoval,
}) => {
  const { scene, dialog, message } = await openRemoval(operators);
  await dialog.run(REASON);
  await expect(message).toBeVisible();
  const seq = String((await entriesOf(db, scene.actor))[0]?.seq);
  const statusOf = async (user: { id: number } | null) =>
    (await (await callerAs(user)).get(`/api/audit/${seq}`)).status();
  const coAdmin = await makeViewer(db, 'CoAdmin');
  const plain = await makeViewer(db, 'plain');
  const platform = await makeViewer(db, 'PlatformAdmin');
  expect(await statusOf(null)).toBe(401);
  expect(await statusOf(plain.user)).toBe(403);
  expect(await statusOf(coAdmin.user)).toBe(404);
  expect(await statusOf(platform.user)).toBe(200);

  const confirmed = {
    requestId: 'a-request-of-its-own',
    reason: { code: 'clean_up' },
    expectedDigest: '0'.repeat(64),
  };
  for (const viewer of [plain, coAdmin, platform]) {
    const caller = await callerAs(viewer.user);
    const args = [{ seq }, { ...confirmed, session: await sessionIdOf(caller) }];
    const call = { page: '/', name: 'restoreRemoval', args };
    expect(await callAction(caller, call)).toMatchObject({ ok: false });
  }
  expect(await scene.isThere()).toBe(false);

  await signInAs(platform.user ?? { id: 0 });
  await page.goto(`/audit/${seq}`);
  const heading = page.getByRole('heading', { level: 1 });
  await expect(heading).toHaveText(`${scene.actor.userName} ${scene.said}`);
  await expect(page.getByRole('main').getByRole('button', { name: 'Restore' })).toHaveCount(0);
  await expect(page.getByText('An Operator can restore this.')).toBeVisible();
  await signInAs(coAdmin.user ?? { id: 0 });
  expect((await page.goto(`/audit/${seq}`))?.status()).toBe(404);
});
