import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { setUpTestDatabase } from '@/domain/testing/test-database';
import { database } from './client';
import { create } from './factories';

setUpTestDatabase();

describe('tables whose rows are never deleted', () => {
  beforeAll(async () => {
    await create.user(database());
    await create.account(database(), { omsId: (await create.oms(database())).id });
    await database().auditEntry.create({
      data: {
        seq: 1,
        at: new Date(),
        actorId: 1,
        actorName: 'anna',
        door: 'console',
        call: 'RemoveUserRole',
        outcome: 'done',
        errorCode: 0,
        target: 'a role',
        requestId: 'request',
        correlationId: '00000000-0000-4000-8000-000000000000',
        request: {},
        prev: '0'.repeat(64),
        mac: '1'.repeat(64),
      },
    });
  });

  it.each([
    ['users', 'DELETE FROM users'],
    ['users', 'TRUNCATE users CASCADE'],
    ['accounts', 'DELETE FROM accounts'],
    ['accounts', 'TRUNCATE accounts CASCADE'],
    ['audit_entries', "UPDATE audit_entries SET detail = 'changed'"],
    ['audit_entries', 'DELETE FROM audit_entries'],
    ['audit_entries', 'TRUNCATE audit_entries'],
    ['audit_head', 'DELETE FROM audit_head'],
    ['audit_head', 'TRUNCATE audit_head'],
  ])('the table %s rejects %s', async (table, statement) => {
    const rows = () => database().$queryRawUnsafe<unknown[]>(`SELECT * FROM ${table}`);
    const before = await rows();
    expect(before).not.toEqual([]);
    await expect(database().$executeRawUnsafe(statement)).rejects.toThrow(`on ${table} is not allowed`);
    expect(await rows()).toEqual(before);
  });

  it('the head of the audit chain can be updated, but no second head can be inserted', async () => {
    await expect(database().auditHead.update({ where: { id: 1 }, data: { seq: 1 } })).resolves.toMatchObject({
      seq: 1n,
    });
    await expect(
      database().auditHead.create({ data: { id: 2, seq: 0, mac: '0'.repeat(64) } }),
    ).rejects.toThrow();
  });

  it('one actor cannot have two entries that are done with the same request id', async () => {
    const entry = await database().auditEntry.findFirstOrThrow({
      omit: { request: true, before: true, after: true, reply: true },
    });
    const again = { ...entry, request: {} };
    await expect(database().auditEntry.create({ data: { ...again, seq: 2 } })).rejects.toThrow(/unique/i);
    await database().auditEntry.create({ data: { ...again, seq: 2, actorId: 2 } });
    await database().auditEntry.create({ data: { ...again, seq: 3, outcome: 'refused', errorCode: 101 } });
  });
});

describe('constraints between tables', () => {
  let userId: number;
  let omsId: number;
  let accountId: number;

  beforeEach(async () => {
    userId = (await create.user(database(), { permissions: ['Operator'] })).id;
    omsId = (await create.oms(database())).id;
    accountId = (await create.account(database(), { omsId })).id;
  });

  it('an operator has at most one default OMS', async () => {
    const other = await create.oms(database());
    await create.assignment(database(), { operatorId: userId, omsId, isDefault: true });
    await create.assignment(database(), { operatorId: userId, omsId: other.id });
    const makeDefault = database().operatorOms.updateMany({
      where: { omsId: other.id },
      data: { isDefault: true },
    });
    await expect(makeDefault).rejects.toThrow(/unique/i);
  });

  it('a default account must be linked to the user, and its link cannot be deleted', async () => {
    const otherUser = await create.user(database());
    await create.link(database(), { userId: otherUser.id, accountId });
    const setDefault = () =>
      database().user.update({ where: { id: userId }, data: { defaultAccountId: accountId } });
    await expect(setDefault()).rejects.toThrow(/foreign key/i);
    await create.link(database(), { userId, accountId });
    await setDefault();
    await expect(database().userAccount.deleteMany({ where: { userId } })).rejects.toThrow(/foreign key/i);
  });

  it.each([
    ['users', (name: string) => create.user(database(), { userName: name })],
    ['OMSs', (name: string) => create.oms(database(), { name })],
    ['accounts', (name: string) => create.account(database(), { omsId, handle: name })],
    ['companies', (name: string) => create.company(database(), { name })],
  ])('names of %s are unique ignoring case, and never empty', async (kind, make) => {
    await make(`Only ${kind}`);
    await expect(make(`ONLY ${kind.toUpperCase()}`)).rejects.toThrow(/unique/i);
    await expect(make('')).rejects.toThrow();
  });
});
