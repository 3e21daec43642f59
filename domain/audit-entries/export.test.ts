import { expect, it } from 'vitest';
import { database } from '@/prisma/client';
import { create } from '@/prisma/factories';
import { contextOf, newActor } from '../testing/actors';
import { observeCall, refused } from '../testing/observe-call';
import { setUpTestDatabase } from '../testing/test-database';
import { exportAudit } from './export';
import { listAudit } from './list';

setUpTestDatabase();

/** A list request with every filter. Its ids are text, as they are in a query string. */
async function makeFilteredList() {
  const [actor, subject] = [await create.user(database()), await create.user(database())];
  const company = await create.company(database());
  const about = { actor: String(actor.id), subject: String(subject.id), company: String(company.id) };
  const filters = { ...about, outcome: 'done', call: 'RemoveUserRole', from: '2026-03-01', to: '2026-03-31' };
  return { search: 'ada', sort: 'time', direction: 'asc', filters };
}

it.each(['csv', 'json'])(
  'an export as %s writes an audit entry that holds the filters of the export',
  async (format) => {
    const actor = await newActor({ permissions: ['PlatformAdmin'] });
    const list = await makeFilteredList();
    await expect(listAudit.run(actor, list, contextOf())).resolves.toMatchObject({ rows: [] });
    const { entries, ...rest } = await observeCall(() =>
      exportAudit.run(actor, { format, list }, contextOf()),
    );
    expect(rest).toEqual({ code: 0, detail: null, reply: null, removed: [], added: [] });
    expect(entries).toMatchObject([
      {
        actorId: actor.userId,
        call: 'ExportAuditLog',
        outcome: 'done',
        subjectUserId: null,
        target: `the audit log, as ${format.toUpperCase()}`,
        request: { format, list },
        before: null,
      },
    ]);
    expect(entries[0]?.after).toEqual(list);
  },
);

it('a refused export writes an audit entry with the filters as well', async () => {
  const [actor, list] = [await newActor(), await makeFilteredList()];
  const call = () => exportAudit.run(actor, { format: 'csv', list }, contextOf());
  const { entries, ...rest } = await observeCall(call);
  const words =
    'ExportAuditLog needs the permission Operator or the permission PlatformAdmin or the role CoAdmin';
  expect({ ...rest, entries }).toEqual(refused(20, `${words} in the company.`, 'the audit log, as CSV'));
  expect(entries[0]?.request).toEqual({ format: 'csv', list });
});
