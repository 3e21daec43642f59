import AxeBuilder from '@axe-core/playwright';
import { expect, test } from './fixtures';
import { expectAccessible } from './support/accessibility';
import { makeViewer } from './support/kinds';
import { removalCase } from './support/removal-cases';
import { test as removalTest } from './support/removal-test';
import { ownOrigin } from './support/server-actions';

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
    const status = page.getByRole('status').filter({ hasText: /Intact · [\d,]+ entr.* · checked \d\d:\d\d/ });
    await expect(status).toBeVisible();
    await expect(page.getByRole('button', { name: 'Check again' })).toBeVisible();
    await expectAccessible(page);
  },
);

removalTest(
  'evidence about an entry and a person is one page and one file, and leaves an entry each time',
  async ({ page, db, signInAs, openRemoval }) => {
    const { scene, dialog, message } = await openRemoval(operators);
    await dialog.run();
    await expect(message).toBeVisible();
    const { user } = await makeViewer(db, 'PlatformAdmin');
    await signInAs(user ?? { id: 0 });
    const { seq, subjectUserId } = await db.auditEntry.findFirstOrThrow({
      where: { actorId: scene.actor.id, outcome: 'done' },
    });
    await page.goto(`/audit/${seq}`);
    const [evidence] = await Promise.all([
      page.context().waitForEvent('page'),
      page.getByRole('link', { name: 'Export evidence as printable page' }).click(),
    ]);
    await expect(evidence.getByRole('heading', { level: 1 })).toHaveText(`Evidence about entry ${seq}`);
    await expect(evidence.getByText('Intact:')).toBeVisible();
    await expect(evidence.getByRole('cell', { name: scene.target })).toBeVisible();
    expect((await new AxeBuilder({ page: evidence }).analyze()).violations).toEqual([]);
    const about = `/api/evidence/people/${subjectUserId}?format=html`;
    expect((await page.request.get(about)).status(), 'not from a page of the console').toBe(403);
    const person = await page.request.get(about, { headers: ownOrigin() });
    expect(await person.text()).toContain('<h2>Access at the time of the export</h2>');

    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Export evidence as JSON' }).click(),
    ]);
    expect(download.suggestedFilename()).toMatch(new RegExp(`^evidence-entry-${seq}-.*\\.json$`));
    const exports = await db.auditEntry.findMany({
      where: { actorId: user?.id ?? 0, call: 'ExportEvidence' },
    });
    expect(exports.map(({ outcome }) => outcome)).toEqual(['done', 'done', 'done']);
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
