import { beforeAll, expect, it } from 'vitest';
import { AUDITED_CALLS } from '../audit-entries/types';
import { isUndoable, undoable } from '../removals';
import { contextOf, newActor } from '../testing/actors';
import { explain, nodesOf, statementsDuring, withClient } from '../testing/query-plans';
import { setUpTestDatabase } from '../testing/test-database';
import { getOverview } from './get';

setUpTestDatabase();

/** Entries of this month, of which one in a hundred is a removal. */
const ENTRIES = 20_000;

beforeAll(() =>
  withClient(async (client) => {
    await client.query(
      `INSERT INTO audit_entries (seq, at, actor_id, actor_name, door, call, outcome, error_code, target,
         request_id, correlation_id, request, prev, mac)
       SELECT n, now() - n * interval '1 minute', 1, 'user', 'console',
         CASE n % 100 WHEN 0 THEN 'RemoveUserRole' ELSE 'SetUserInfo' END, 'done', 0, 'target',
         'request-' || n, gen_random_uuid(), '{}', '', ''
       FROM generate_series(1, ${ENTRIES}) n`,
    );
    await client.query('ANALYZE audit_entries');
  }),
);

it('reads the overview in three statements, with the counts of a month by their indexes alone', async () => {
  const actor = await newActor({ permissions: ['PlatformAdmin'] });
  const sent = await statementsDuring(() => getOverview.run(actor, {}, contextOf()));
  expect(sent).toHaveLength(3);
  const counting = sent.filter(({ text }) => text.includes('GROUP BY'));
  expect(counting).toHaveLength(1);
  expect(counting[0]?.text).toContain('e.restores IS NOT NULL');
  const [plan] = await explain(counting);
  const indexes = (plan ? nodesOf(plan) : []).flatMap((node) => node['Index Name'] ?? []);
  expect(indexes.toSorted()).toEqual([
    'audit_entries_refused_at',
    'audit_entries_removed_at',
    'audit_entries_restored_at',
  ]);
});

it('finds every removal, and nothing else, by the beginning of its name', () => {
  const named = AUDITED_CALLS.filter((call) => call.startsWith('Remove'));
  expect(named.toSorted()).toEqual(Object.keys(undoable).toSorted());
  expect(AUDITED_CALLS.filter(isUndoable).toSorted()).toEqual(named.toSorted());
});
