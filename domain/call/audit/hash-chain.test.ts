import { beforeAll, describe, expect, it, vi } from 'vitest';
import { database } from '@/prisma/client';
import { create } from '@/prisma/factories';
import { removals } from '../../removals';
import { contextOf, newActor } from '../../testing/actors';
import { checkChain } from '../../testing/chain';
import { outcomeOf, untilAnswered } from '../../testing/outcome';
import { whileRefusing } from '../../testing/refusing-table';
import { makeRemovalScene } from '../../testing/scene';
import { setUpTestDatabase } from '../../testing/test-database';
import { type EntryFields, signEntry } from './hash-chain';

setUpTestDatabase();

const { RemoveOperatorOMS, RemoveUserRole } = removals;

const AWKWARD = `"O'Hara" \\ 100 % _ ünï\u{1F33E} \u2028 <b> {"a":1}`;

const ENTRY: EntryFields = {
  seq: 7n,
  at: new Date('2026-03-01T12:34:56.789Z'),
  actorId: 1,
  actorName: 'dreyes',
  sessionId: 'session',
  address: null,
  door: 'console',
  call: 'RemoveUserRole',
  outcome: 'refused',
  errorCode: 101,
  detail: 'words',
  target: 'jdoe',
  subjectUserId: 13,
  omsId: null,
  accountId: null,
  companyId: 1,
  reasonCode: 'other',
  reasonText: 'why',
  requestId: 'r',
  correlationId: 'c',
  request: '{}',
  before: null,
  after: '[]',
  reply: 'null',
  restores: null,
};
const PREV = '0'.repeat(64);

function otherThan(name: keyof EntryFields): unknown {
  const value = ENTRY[name];
  if (value instanceof Date) return new Date(value.getTime() + 1);
  if (value === null) return name === 'restores' ? 1n : '';
  if (typeof value === 'string') return `${value} `;
  return typeof value === 'bigint' ? value + 1n : value + 1;
}

describe('the signature of an audit entry', () => {
  let original: string;
  beforeAll(() => {
    original = signEntry(PREV, ENTRY);
  });

  it.each(Object.keys(ENTRY) as (keyof EntryFields)[])('covers %s', (name) => {
    expect(signEntry(PREV, { ...ENTRY, [name]: otherThan(name) })).not.toBe(original);
  });

  it('covers the signature before it and the boundaries between fields', () => {
    expect(signEntry('1'.repeat(64), ENTRY)).not.toBe(original);
    expect(signEntry(PREV, { ...ENTRY, requestId: '', correlationId: 'rc' })).not.toBe(original);
    expect(signEntry(PREV, { ...ENTRY, before: '[]', after: null })).not.toBe(original);
  });

  it('depends on a key that is not in the database', async () => {
    vi.resetModules();
    vi.doMock('@/env', () => ({ env: () => ({ AUDIT_KEY: 'another key' }) }));
    const chain = await import('./hash-chain');
    vi.doUnmock('@/env');
    expect(chain.signEntry(PREV, ENTRY)).not.toBe(original);
    expect(original).toMatch(/^[0-9a-f]{64}$/);
  });
});

describe('the audit chain', () => {
  it('is valid from its first entry to its head, whatever the outcomes and texts', async () => {
    expect(await checkChain()).toEqual({ length: 0, problems: [] });
    const db = database();
    const actor = await newActor({
      permissions: ['Operator', 'PlatformAdmin'],
      userName: `actor ${AWKWARD}`,
    });
    const user = await create.user(db, { userName: AWKWARD });
    const roles = [{ userId: user.id, role: 'CoAgent' as const }];
    const company = await create.company(db, {
      name: AWKWARD,
      roles,
      assets: [{ name: AWKWARD, onExchangeBalance: '0.1' }],
    });
    const { id: OMSId } = await create.oms(db, { name: AWKWARD });
    await create.assignment(db, { operatorId: actor.userId, omsId: OMSId });
    const reason = { code: 'other' as const, text: AWKWARD };
    const role = { companyName: company.name, roleName: 'CoAgent', userName: AWKWARD };

    const codes = [];
    for (const call of [
      () =>
        RemoveOperatorOMS.run(
          actor,
          { OperatorId: 2_147_483_647, OMSId },
          contextOf({ reason, address: '::1' }),
        ),
      () =>
        RemoveOperatorOMS.run(
          actor,
          { OperatorId: actor.userId, OMSId, IsDefault: true },
          contextOf({ reason }),
        ),
      () => whileRefusing('DELETE ON company_roles', () => RemoveUserRole.run(actor, role, contextOf())),
      () =>
        RemoveUserRole.run(
          actor,
          role,
          contextOf({ reason, requestId: AWKWARD, address: null, door: 'gateway' }),
        ),
      () => RemoveUserRole.run(actor, role, contextOf({ requestId: AWKWARD })),
      () => RemoveUserRole.run(actor, role, contextOf({ requestId: 'once more' })),
    ]) {
      codes.push((await outcomeOf<unknown>(call())).code);
    }
    expect(codes).toEqual([104, 101, 102, 0, 0, 104]);
    expect(await checkChain()).toEqual({ length: 5, problems: [] });
  });

  it('stays valid when calls carry lone surrogates, which the database cannot hold', async () => {
    const half = '\ud83c';
    const actor = await newActor();
    const calls = [
      { userName: half, context: contextOf() },
      { userName: 'x', context: contextOf({ requestId: half }) },
      { userName: 'x', context: contextOf({ reason: { code: 'other', text: half } }) },
    ];
    for (const { userName, context } of calls) {
      const request = { companyName: 'x', roleName: 'CoAdmin', userName };
      await outcomeOf(RemoveUserRole.run(actor, request, context));
    }
    expect((await checkChain()).problems).toEqual([]);
  });

  it('has no gap and no fork when 16 calls write at once', async () => {
    const operators = await Promise.all(
      Array.from({ length: 8 }, () => newActor({ permissions: ['Operator'] })),
    );
    const calls = [];
    for (const actor of operators) {
      const { requests } = await makeRemovalScene();
      for (const request of [
        requests.RemoveOperatorOMS,
        { ...requests.RemoveOperatorOMS, OMSId: 2_147_483_647 },
      ]) {
        const context = contextOf();
        calls.push(() => outcomeOf(untilAnswered(() => RemoveOperatorOMS.run(actor, request, context))));
      }
    }
    const codes = (await Promise.all(calls.map((call) => call()))).map(({ code }) => code);
    expect(codes).toEqual(operators.flatMap(() => [0, 104]));
    const where = {
      actorId: { in: operators.map(({ userId }) => userId) },
      outcome: { not: 'failed' as const },
    };
    expect(await database().auditEntry.count({ where })).toBe(16);
    expect((await checkChain()).problems).toEqual([]);
  });
});
