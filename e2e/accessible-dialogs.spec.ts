import type { Page, Request } from '@playwright/test';
import { create } from '@/prisma/factories';
import { expect, test } from './fixtures';
import { PersonPage } from './pages/person-page';
import { PlanDialog } from './pages/plan-dialog';
import { expectAccessible, listenForComplaints } from './support/accessibility';
import { onAction } from './support/actions-on-their-way';
import { makePersonWorld } from './support/person-world';
import { removalCases } from './support/removal-cases';
import { test as removalTest } from './support/removal-test';

for (const removal of removalCases) {
  removalTest(
    `${removal.call}: axe finds no violation in its dialog, whatever the dialog shows`,
    async ({ page, openRemoval }) => {
      const complaints = listenForComplaints(page);
      const { scene, dialog, message } = await openRemoval(removal);
      await expectAccessible(page);
      await dialog.confirm.click();
      await expect(dialog.reason).toBeFocused();
      await expectAccessible(page);

      await dialog.fill({ reason: 'Clean-up', details: 'Ticket 4717' });
      await scene.makeUnusual();
      await dialog.confirm.click();
      await expect(dialog.warning).toBeVisible();
      await expectAccessible(page);

      await dialog.typedName.fill(scene.nameToType);
      await dialog.confirm.click();
      await expect(message).toBeVisible();
      await expect(dialog.root).toBeHidden();
      await expectAccessible(page);
      expect(complaints()).toEqual([]);
    },
  );

  removalTest(
    `${removal.call}: axe finds no violation when it failed or was gone`,
    async ({ page, openRemoval }) => {
      const complaints = listenForComplaints(page);
      const { scene, dialog } = await openRemoval(removal);
      await onAction(page, (route) => route.abort());
      await dialog.run();
      await expect(dialog.checkAgain).toBeVisible();
      await expectAccessible(page);
      await page.unroute('**/*');
      await scene.takeAway();
      await dialog.checkAgain.click();
      await expect(dialog.failure).toContainText('Already gone');
      await expectAccessible(page);
      expect(complaints(new RegExp(removal.path))).toEqual([]);
    },
  );
}

test('a plan: axe finds no violation in its review, with fields missing, or when it is done', async ({
  page,
  db,
  signInAs,
}) => {
  const { user, colleague, omses } = await makePersonWorld(db, { hasDefaults: true });
  await db.operatorOms.deleteMany({ where: { operatorId: colleague.id, omsId: omses[0].id } });
  await signInAs(await create.user(db, { permissions: ['SUPERUSER'] }));
  const complaints = listenForComplaints(page);
  const person = new PersonPage(page, user);
  await person.open();
  await person.chooseKinds('OMS', 'Account', 'Company role');
  const dialog = new PlanDialog(page, user.userName);
  await expect(dialog.warning).toBeVisible();
  await expectAccessible(page);
  await dialog.confirm.click();
  await expect(dialog.reason).toBeFocused();
  await expectAccessible(page);
  await db.operatorOms.deleteMany({ where: { operatorId: colleague.id, omsId: omses[1].id } });
  await dialog.run({ typedName: user.userName });
  await expect(dialog.status).toHaveText('7 of 8 done, 1 to review.');
  // What is scrolled below the foot of a dialog is partly covered, and axe would call it too small.
  await page.setViewportSize({ width: 1280, height: 1_600 });
  await expectAccessible(page);
  expect(complaints()).toEqual([]);
});

/**
 * Moves the page's clock in small steps, and never while the page waits for an answer: on a busy machine its
 * time would pass the end of the session before the answer arrives.
 */
async function untilWarned(page: Page): Promise<void> {
  let waiting = 0;
  const count = (step: number) => (request: Request) => {
    if (request.url().endsWith('/api/session')) waiting += step;
  };
  page.on('request', count(1)).on('requestfinished', count(-1)).on('requestfailed', count(-1));
  const moveOn = async () => {
    if (waiting <= 0) await page.clock.fastForward(30_000);
    return page.getByRole('dialog').isVisible();
  };
  await expect.poll(moveOn, { intervals: [100] }).toBe(true);
}

/** What can be opened on any page. */
const dialogs: [string, (page: Page) => Promise<unknown>, string][] = [
  ['the help', (page) => page.keyboard.press('Shift+?'), 'No shortcut removes anything.'],
  [
    'the user’s menu',
    (page) => page.getByRole('button', { name: /^Account menu: olga-/ }).click(),
    'Sign out',
  ],
  ['the warning before the end', untilWarned, 'Stay signed in'],
];

for (const [name, open, shows] of dialogs) {
  test(`${name}: axe finds no violation, and the browser reports no error`, async ({
    page,
    db,
    asOperator: { tag, sessionId },
  }) => {
    const complaints = listenForComplaints(page);
    await page.clock.install();
    const told = page.waitForResponse('**/api/session');
    await page.goto(`/operators?search=${tag}`);
    await told;
    const lastSeenAt = new Date(Date.now() - 13.1 * 60_000);
    await db.session.update({ where: { id: sessionId }, data: { lastSeenAt } });
    await open(page);
    await expect(page.getByRole('dialog').or(page.getByRole('menu'))).toContainText(shows);
    await page.clock.resume();
    await expectAccessible(page);
    expect(complaints()).toEqual([]);
  });
}

test('the end of a session: axe finds no violation', async ({ page, db, asOperator: { sessionId } }) => {
  await page.goto('/operators');
  await db.session.update({ where: { id: sessionId }, data: { endedAt: new Date() } });
  await page.getByRole('searchbox').fill('x');
  await expect(page.getByRole('dialog', { name: 'Your session has ended' })).toBeVisible();
  await expectAccessible(page);
});

test.describe('on a narrow screen', () => {
  test.use({ viewport: { width: 320, height: 640 } });

  test('cards and drawer: axe finds no violation', async ({ page, asOperator: { tag } }) => {
    const complaints = listenForComplaints(page);
    await page.goto(`/operators?search=${tag}`);
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Open navigation' }).click();
    await expect(page.getByRole('dialog', { name: 'Access Console' })).toBeVisible();
    await expectAccessible(page);
    expect(complaints()).toEqual([]);
  });
});
