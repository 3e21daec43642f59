import { expect, test } from './fixtures';
import { expectAccessible } from './support/accessibility';
import { makeViewer } from './support/kinds';
import { removalCase } from './support/removal-cases';
import { test as removalTest } from './support/removal-test';

const operators = removalCase('RemoveOperatorOMS');

removalTest(
  'a PlatformAdmin verifies the log at the press of a button',
  async ({ page, db, signInAs, openRemoval }) => {
    const { dialog, message } = await openRemoval(operators);
    await dialog.run();
    await expect(message).toBeVisible();
    const { user } = await makeViewer(db, 'PlatformAdmin');
    await signInAs(user ?? { id: 0 });
    await page.goto('/audit');
    await page.getByRole('button', { name: 'Verify the log' }).click();
    const status = page.getByRole('status').filter({ hasText: /Log intact: [\d,]+ entr/ });
    await expect(status).toBeVisible();
    await expectAccessible(page);
  },
);

for (const kind of ['Operator', 'CoAdmin'] as const) {
  test(`a ${kind} has no button to verify the log, and is refused`, async ({
    page,
    db,
    signInAs,
    callerAs,
  }) => {
    const { user } = await makeViewer(db, kind);
    await signInAs(user ?? { id: 0 });
    await page.goto('/audit');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Audit log');
    await expect(page.getByRole('button', { name: 'Verify the log' })).toHaveCount(0);
    expect((await (await callerAs(user)).get('/api/audit/verification')).status()).toBe(403);
    expect((await (await callerAs(null)).get('/api/audit/verification')).status()).toBe(401);
  });
}
