import type { Page } from '@playwright/test';
import { expect, test } from './fixtures';
import { ListPage } from './pages/list-page';
import { OverviewPage } from './pages/overview-page';
import { expectAccessible, listenForComplaints } from './support/accessibility';
import { ACTIVE_KINDS, makeActivity } from './support/activity';
import { makeCompanyWorld } from './support/worlds';

/** Follows a number to its list, and compares the two. */
async function follow(page: Page, number: { words: string; href: string }): Promise<string> {
  const list = new ListPage(page, number.href);
  await list.open();
  await expect(list.count).not.toBeEmpty();
  const count = (await list.count.textContent()) ?? '';
  const rows = await list.rows.count();
  if (Number(number.words) <= 50) expect(rows, number.href).toBe(Number(number.words));
  return count.replace(/ (person|people|OMSs?|accounts?|compan(y|ies)|entr(y|ies))$/, '');
}

for (const kind of ACTIVE_KINDS) {
  test(`${kind}: each number leads to a list with the same number of rows`, async ({
    page,
    db,
    callerAs,
    signInAs,
  }) => {
    test.slow();
    const { actor } = await makeActivity(db, kind, callerAs);
    await signInAs(actor);
    const overview = new OverviewPage(page);
    await overview.open();
    const summed = ['/audit?outcome=refused', '/audit?kind=removal'];
    const findings = await overview.findings.evaluateAll((all) => all.map((one) => one.getAttribute('href')));
    for (const href of [...summed, ...findings]) {
      // Other tests create and remove things meanwhile, which also count for users who may see them.
      await expect(async () => {
        await overview.open();
        const link = overview.numbersLeadingTo(href ?? '');
        const words = ((await link.textContent()) ?? '').split(' ')[0] ?? '';
        expect(await follow(page, { words, href: (await link.getAttribute('href')) ?? '' })).toBe(words);
      }, href ?? '').toPass({ timeout: 60_000 });
    }
  });

  test(`${kind}: the numbers below the chart lead to their entries`, async ({
    page,
    db,
    callerAs,
    signInAs,
  }) => {
    const { actor, call, from } = await makeActivity(db, kind, callerAs);
    await signInAs(actor);
    const overview = new OverviewPage(page);
    await overview.open();
    await overview.showNumbers.click();
    const [day] = new Date().toISOString().split('T');
    const address = `/audit?call=${call}&outcome=done&from=${day}&to=${day}`;
    const number = overview.numbers.and(page.locator(`[href="${address}"]`));
    // A PlatformAdmin's number counts what every user does.
    if (kind === 'PlatformAdmin') await expect(number).toHaveText(/^[\d,]+$/);
    else await expect(overview.numbers).toHaveText(['2']);
    await number.click();
    await expect(page).toHaveURL(address);
    const entries = new ListPage(page, '/audit');
    if (kind !== 'PlatformAdmin') await expect(entries.count).toHaveText('2 entries');
    for (const { userName } of from) await expect(entries.row(userName)).toHaveCount(1);
    await expect(entries.row('Refused')).toHaveCount(0);
  });

  test(`${kind}: axe finds no violation with the numbers open, and the page fits 320 px`, async ({
    page,
    db,
    callerAs,
    signInAs,
  }) => {
    const { actor } = await makeActivity(db, kind, callerAs);
    await signInAs(actor);
    const complaints = listenForComplaints(page);
    const overview = new OverviewPage(page);
    await overview.open();
    await overview.showNumbers.click();
    await expect(overview.numbers.first()).toBeVisible();
    await expect(overview.latest.first()).toBeVisible();
    await expectAccessible(page);
    await page.setViewportSize({ width: 320, height: 640 });
    await expect(overview.numbers.first()).toBeVisible();
    const width = () => page.evaluate(() => document.documentElement.scrollWidth);
    await expect.poll(width).toBe(320);
    await expectAccessible(page);
    expect(complaints()).toEqual([]);
  });
}

test('a CoAdmin sees what needs attention in their own companies, and nothing else', async ({
  page,
  db,
  signInAs,
}) => {
  const { fred, foreign, ada, ben } = await makeCompanyWorld(db);
  for (const { id: userId } of [ada, ben]) {
    await db.companyRole.create({ data: { companyId: foreign.id, userId, role: 'CoAgent' } });
  }
  await db.user.update({ where: { id: ada.id }, data: { emailVerified: false } });
  await signInAs(fred);
  const overview = new OverviewPage(page);
  await overview.open();
  // A CoAdmin does not see who can't sign in, either.
  await expect(overview.findings).toHaveText(['1 company with one CoAdmin left']);
  await overview.findings.first().click();
  const single = new ListPage(page, '/findings/companies-with-one-co-admin');
  await expect(single.heading).toHaveText('Companies with one CoAdmin left');
  await single.row(foreign.name).getByRole('link', { name: foreign.name }).click();
  await expect(page).toHaveURL(`/companies/${foreign.id}`);
});
