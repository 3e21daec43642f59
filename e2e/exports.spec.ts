import { readFile } from 'node:fs/promises';
import { RESOURCE_NAMES } from '@/components/resources/config';
import { create } from '@/prisma/factories';
import { expect, test } from './fixtures';
import { ListPage } from './pages/list-page';
import { KINDS, makeViewer } from './support/kinds';
import { entriesOf } from './support/removal-cases';
import { ownOrigin } from './support/server-actions';
import { STATUSES_OF_LISTS } from './support/statuses';

test('a list exports all of its rows, with its current filters and sort order', async ({
  page,
  asOperatorOfMany,
}) => {
  const { tag, odd, list } = await asOperatorOfMany(60);
  await page.goto(`/operators?search=${tag}&oms=${odd.id}&size=25`);
  await expect(list.count).toHaveText('30 assignments');
  const downloading = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Download all assignments as CSV' }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toMatch(/^operators-\d{4}-\d\d-\d\d\.csv$/);
  const [heading, ...lines] = (await readFile(await download.path(), 'utf8')).trim().split('\n');
  expect(heading).toBe('operatorId,operatorName,omsId,omsName,isDefault,otherOperators');
  expect(lines).toHaveLength(30);
  expect(lines.every((line) => line.includes(`Odd ${tag}`))).toBe(true);
  expect(lines[0]).toContain(`op-01-${tag}`);
});

test('exporting the audit log adds an entry to it', async ({ db, callerAs }) => {
  const { user } = await makeViewer(db, 'PlatformAdmin');
  const caller = await callerAs(user);
  const response = await caller.get('/api/exports/audit?format=json&call=ExportAuditLog', {
    headers: ownOrigin(),
  });
  expect(response.headers()['content-disposition']).toContain('.json"');
  expect(JSON.parse(await response.text())).toBeInstanceOf(Array);
  const [entry] = await entriesOf(db, user ?? { id: 0 });
  expect(entry).toMatchObject({
    call: 'ExportAuditLog',
    outcome: 'done',
    target: 'the audit log, as JSON',
    after: { filters: { call: 'ExportAuditLog' } },
  });
});

test('the entry of an export records the log’s filters, including those of the page that shows it', async ({
  page,
  db,
  signInAs,
}) => {
  const [reader, person] = [await create.user(db, { permissions: ['PlatformAdmin'] }), await create.user(db)];
  await signInAs(reader);
  const company = await create.company(db);
  const days = { from: '2026-03-01', to: '2026-03-31' };
  const narrowed = { outcome: 'done', call: 'RemoveUserRole', actor: String(reader.id), ...days };
  const places = {
    '/audit': { ...narrowed, subject: String(person.id), company: String(company.id) },
    [`/companies/${company.id}`]: narrowed,
  };
  for (const [path, filters] of Object.entries(places)) {
    await new ListPage(page, path).open({ search: 'ada', direction: 'asc', sort: 'time', ...filters });
    const downloading = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Download all entries as JSON' }).click();
    expect(JSON.parse(await readFile(await (await downloading).path(), 'utf8'))).toEqual([]);
  }
  const order = { search: 'ada', sort: 'time', direction: 'asc' };
  expect((await entriesOf(db, reader)).map(({ after }) => after)).toEqual([
    { ...order, filters: places['/audit'] },
    { ...order, filters: { ...narrowed, company: String(company.id) } },
  ]);
});

test('a page of another site can’t make a user export the audit log', async ({ db, callerAs }) => {
  const { user } = await makeViewer(db, 'PlatformAdmin');
  const headers = { 'Sec-Fetch-Site': 'cross-site' };
  const response = await (await callerAs(user)).get('/api/exports/audit', { headers });
  expect(response.status()).toBe(403);
  expect(await entriesOf(db, user ?? { id: 0 })).toEqual([]);
});

const NOWHERE = [404, 404, 404, 404, 404, 404];

/** The status of every export, which is that of its list. */
const statuses: Record<string, readonly number[]> = {
  ...Object.fromEntries(RESOURCE_NAMES.map((list) => [list, STATUSES_OF_LISTS[list]])),
  companies: NOWHERE,
  constructor: NOWHERE,
};

for (const [index, kind] of KINDS.entries()) {
  test(`${kind}: the status of every export`, async ({ db, callerAs }) => {
    const { user } = await makeViewer(db, kind);
    const caller = await callerAs(user);
    for (const [list, row] of Object.entries(statuses)) {
      const response = await caller.get(`/api/exports/${list}?format=csv&search=nothing-of-that-name`, {
        headers: ownOrigin(),
      });
      expect({ list, status: response.status() }).toEqual({ list, status: row[index] });
    }
  });
}
