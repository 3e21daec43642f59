import { expect, it } from 'vitest';
import type { Evidence } from '@/domain/audit-entries/evidence';
import { evidencePage } from './evidence-page';

const NOTHING_SHOWN = { isBlocked: null, permissions: null, omses: null, roles: null, sessions: null };

const TEXTS = [
  'at',
  'actorName',
  'call',
  'target',
  'outcome',
  'requestId',
  'correlationId',
  'mac',
  'prev',
  'signedBy',
];

const pageOf = (accounts: object | null, entries: object[] = []) =>
  evidencePage(
    {
      about: { person: { id: 12, name: 'jdoaks' } },
      exportedAt: '2026-11-26T10:00:00.000Z',
      exportedBy: { id: 11, name: 'jsmith' },
      isWholeLog: false,
      access: { ...NOTHING_SHOWN, accounts },
      hasMoreAccess: false,
      entries,
      hasOlder: false,
      verification: null,
      notVerified: null,
      checkpointProblem: null,
    } as unknown as Evidence & { checkpointProblem: null },
    'nonce',
  ).replaceAll(/<[^>]+>/g, '');

it('names the exporter, to whom a part of the person’s access is not shown', () => {
  const page = pageOf(null);
  expect(page.split('Not shown to jsmith')).toHaveLength(7);
  expect(page).not.toContain('this person');
});

it('says how many rows are listed if there are more', () => {
  const account = { accountId: 8801, accountHandle: 'windmill-main' };
  expect(pageOf({ rows: [account], count: 1 })).not.toContain('More than');
  const page = pageOf({ rows: Array(1_000).fill(account), count: 1_001 });
  expect(page).toContain('More than 1,000. Only the first 1,000 are listed.');
});

it('names the action and the way in as the console’s pages do, and times for people', () => {
  const texts = Object.fromEntries(TEXTS.map((name) => [name, '']));
  const nothing = {
    detail: null,
    reasonCode: null,
    restores: null,
    restoredBy: null,
    before: null,
    after: null,
  };
  const entry = {
    ...texts,
    ...nothing,
    seq: '7',
    at: '2026-11-25T09:00:00.123Z',
    call: 'RemoveUserRole',
    actorId: 1,
    errorCode: 0,
    door: 'gateway',
    address: '192.0.2.7',
  };
  const page = pageOf(null, [entry]);
  expect(page).toContain('Entry 7: Remove role');
  expect(page).toContain('When25 Nov 2026, 09:00:00 UTC');
  expect(page).toContain('Exported at 26 Nov 2026, 10:00:00 UTC by jsmith');
  expect(page).toContain('ViaAPI, 192.0.2.7');
});
