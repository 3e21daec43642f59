import { gzipSync } from 'node:zlib';
import { create } from '@/prisma/factories';
import { expect, test } from './fixtures';
import { makeViewer } from './support/kinds';
import { RESOURCE_NAMES } from './support/resource-names';

/** Bytes of compressed JavaScript that a page may fetch before the user does anything. */
const MOST = 260_000;

/** Bytes of the document of a list with 50 rows, as it is and compressed. */
const DOCUMENT = { raw: 90_000, compressed: 15_000 };

type Page = [name: string, path: (ids: { person: number; company: number }) => string];

const PAGES: Page[] = [
  ...RESOURCE_NAMES.map((name): Page => [name, () => `/${name}`]),
  ['the overview', () => '/'],
  ['a company', ({ company }) => `/companies/${company}`],
  ['a person', ({ person }) => `/people/${person}`],
  ['a finding', () => '/findings/companies-without-co-admin'],
  ['own sessions', () => '/settings/sessions'],
];

for (const [name, pathOf] of PAGES) {
  test(`${name} loads at most 260 kB of JavaScript`, async ({ page, db, signInAs }) => {
    const { user, companies } = await makeViewer(db, 'SUPERUSER');
    if (!user) throw new Error('Nobody to look with.');
    await signInAs(user);
    const answer = await page.goto(pathOf({ person: companies.ada.id, company: companies.company.id }));
    expect(answer?.status()).toBe(200);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    const weigh = () =>
      page.evaluate(() =>
        (performance.getEntriesByType('resource') as PerformanceResourceTiming[])
          .filter(({ name }) => name.endsWith('.js'))
          .reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0),
      );
    // Waits until no more requests are in flight.
    let before = 0;
    const isSettled = async () => {
      const now = await weigh();
      const isSame = now > 0 && now === before;
      before = now;
      return isSame;
    };
    await expect.poll(isSettled, { intervals: [1_000] }).toBe(true);
    expect(await weigh()).toBeLessThanOrEqual(MOST);
  });
}

// The demo's entries, without those of other tests, whose names are longer.
const YESTERDAY = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);

for (const path of ['/operators', '/account-links', '/company-roles', '/people', `/audit?to=${YESTERDAY}`]) {
  test(`${path.split('?')[0]}, a list of 50 rows, is a document of at most 90 kB`, async ({
    page,
    db,
    signInAs,
  }) => {
    await signInAs(await create.user(db, { permissions: ['SUPERUSER'] }));
    const text = await (await page.request.get(path)).text();
    expect(text.match(/<tr/g)?.length, 'the rows, and the row of headings').toBeGreaterThanOrEqual(51);
    expect(text.length).toBeLessThanOrEqual(DOCUMENT.raw);
    expect(gzipSync(text).length).toBeLessThanOrEqual(DOCUMENT.compressed);
  });
}
