import { holdActions, onAction } from './support/actions-on-their-way';
import { comeBack } from './support/come-back';
import { entriesOf, outcomesOf, removalCases } from './support/removal-cases';
import { expect, test } from './support/removal-test';

for (const removal of removalCases) {
  test.describe(removal.call, () => {
    test('after a server error Check again sends the request again, and the link is removed once', async ({
      db,
      openRemoval,
    }) => {
      const { scene, dialog, message } = await openRemoval(removal);
      const name = `refuse_${scene.tag}`;
      await db.$executeRawUnsafe(`CREATE FUNCTION ${name}() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION 'secret internals'; END $$`);
      await db.$executeRawUnsafe(`CREATE TRIGGER ${name} BEFORE DELETE ON ${scene.table} FOR EACH ROW
        WHEN (${scene.oldRow}) EXECUTE FUNCTION ${name}()`);
      await dialog.fill({ details: 'Ticket 4714' });
      try {
        await dialog.confirm.click();
        await expect(dialog.failure).toContainText('We don’t know yet whether it was removed');
        await expect(dialog.failure).toContainText(/Correlation id [0-9a-f-]{36}\./);
        await expect(dialog.failure).not.toContainText('secret internals');
        await expect(dialog.details).toHaveValue('Ticket 4714');
        expect(await scene.isThere()).toBe(true);
      } finally {
        await db.$executeRawUnsafe(`DROP FUNCTION ${name}() CASCADE`);
      }
      await dialog.checkAgain.click();
      await expect(message).toBeVisible();
      expect(await scene.isThere()).toBe(false);
      expect(await outcomesOf(db, scene.actor)).toEqual(['failed', 'done']);
      const [failed, done] = await entriesOf(db, scene.actor);
      expect(failed?.requestId).toBe(done?.requestId);
    });

    test('Check again fetches a lost answer, and the link is removed and audited once', async ({
      page,
      db,
      openRemoval,
    }) => {
      const { scene, dialog, button, message } = await openRemoval(removal);
      await onAction(page, async (route, nth) => {
        if (nth > 1) return route.fallback();
        await route.fetch();
        await route.abort('connectionreset');
      });
      await dialog.run();
      await expect(dialog.failure).toContainText('We don’t know yet whether it was removed');
      expect(await scene.isThere()).toBe(false);
      await dialog.checkAgain.click();
      await expect(message).toBeVisible();
      await expect(button).toHaveCount(0);
      expect(await outcomesOf(db, scene.actor)).toEqual(['done']);
    });

    test('during the removal the row says so, and the dialog can’t be closed', async ({
      page,
      openRemoval,
    }) => {
      const { scene, list, dialog, message } = await openRemoval(removal);
      const letGo = await holdActions(page);
      await dialog.run();
      const row = list.row(scene.rowName.split(', ')[0] ?? '', 'Removing…');
      await expect(row).toHaveCount(1);
      await page.keyboard.press('Escape');
      await expect(dialog.cancel).toBeDisabled();
      await expect(dialog.cross).toBeDisabled();
      await expect(dialog.root).toBeVisible();
      letGo();
      await expect(message).toBeVisible();
      await expect(row).toHaveCount(0);
    });

    test('a double click removes the link once', async ({ page, db, openRemoval }) => {
      const { scene, dialog, message } = await openRemoval(removal);
      const sent: string[] = [];
      page.on('request', (request) => {
        if (request.headers()['next-action']) sent.push(request.postData() ?? '');
      });
      await dialog.fill();
      await dialog.confirm.dblclick();
      await expect(message).toBeVisible();
      expect(sent).toHaveLength(1);
      expect(await outcomesOf(db, scene.actor)).toEqual(['done']);
    });

    for (const how of ['was ended', 'was signed out in another tab'] as const) {
      test(`a session that ${how} keeps the dialog filled in, and the removal works after signing in again`, async ({
        page,
        db,
        context,
        signInAs,
        openRemoval,
      }) => {
        const { scene, dialog, message, sessionId } = await openRemoval(removal);
        await dialog.fill({ reason: 'Other', details: 'Ticket 4715' });
        // It ends while the request is on its way: the page may show a session's end over the dialog.
        await onAction(page, async (route) => {
          await db.session.update({ where: { id: sessionId }, data: { endedAt: new Date() } });
          if (how === 'was ended') return route.fallback();
          await context.clearCookies();
          const { cookie: _, ...headers } = await route.request().allHeaders();
          await route.fallback({ headers });
        });
        await dialog.confirm.click();
        await expect(dialog.failure).toContainText('Your session has ended');
        await expect(dialog.failure.getByRole('link', { name: 'Sign in' })).toHaveAttribute(
          'target',
          '_blank',
        );
        await expect(dialog.details).toHaveValue('Ticket 4715');
        expect(await scene.isThere()).toBe(true);

        await page.unrouteAll();
        await signInAs(scene.actor);
        // The user comes back from the other tab. The notice that the session has ended may be shown already,
        // and disappears then.
        await comeBack(page);
        await dialog.confirm.click();
        await expect(message).toBeVisible();
        await expect(page).toHaveURL(new RegExp(removal.path));
        expect(await scene.isThere()).toBe(false);
        expect(await outcomesOf(db, scene.actor)).toEqual(['done']);
      });
    }
  });
}
