import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createTestDatabase } from '@/scripts/testing/test-database';
import { MAX_STATEMENT_MS } from '@/scripts/testing/unless-hung';
import { createDatabase } from './client';
import { create } from './factories';
import type { PrismaClient } from './generated/client';

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let db: PrismaClient;

beforeAll(async () => {
  database = await createTestDatabase();
  db = createDatabase(database.url, 10, MAX_STATEMENT_MS);
});

afterAll(async () => {
  await db?.$disconnect();
  await database?.drop();
});

describe('tables whose rows are never deleted', () => {
  beforeAll(async () => {
    await create.user(db);
    await create.account(db, { omsId: (await create.oms(db)).id });
    await db.auditEntry.create({
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
    const rows = () => db.$queryRawUnsafe<unknown[]>(`SELECT * FROM ${table}`);
    const before = await rows();
    expect(before).not.toEqual([]);
    await expect(db.$executeRawUnsafe(statement)).rejects.toThrow(`on ${table} is not allowed`);
    expect(await rows()).toEqual(before);
  });

  it('the head of the audit chain can be updated, but no second head can be inserted', async () => {
    await expect(db.auditHead.update({ where: { id: 1 }, data: { seq: 1 } })).resolves.toMatchObject({
      seq: 1n,
    });
    await expect(db.auditHead.create({ data: { id: 2, seq: 0, mac: '0'.repeat(64) } })).rejects.toThrow();
  });

  it('one actor cannot have two entries that are done with the same request id', async () => {
    const entry = await db.auditEntry.findFirstOrThrow({
      omit: { request: true, before: true, after: true, reply: true },
    });
    const again = { ...entry, request: {} };
    await expect(db.auditEntry.create({ data: { ...again, seq: 2 } })).rejects.toThrow(/unique/i);
    await db.auditEntry.create({ data: { ...again, seq: 2, actorId: 2 } });
    await db.auditEntry.create({ data: { ...again, seq: 3, outcome: 'refused', errorCode: 101 } });
  });
});

describe('constraints between tables', () => {
  let userId: number;
  let omsId: number;
  let accountId: number;

  beforeEach(async () => {
    userId = (await create.user(db, { permissions: ['Operator'] })).id;
    omsId = (await create.oms(db)).id;
    accountId = (await create.account(db, { omsId })).id;
  });

  it('an operator has at most one default OMS', async () => {
    const other = await create.oms(db);
    await create.assignment(db, { operatorId: userId, omsId, isDefault: true });
    await create.assignment(db, { operatorId: userId, omsId: other.id });
    const makeDefault = db.operatorOms.updateMany({ where: { omsId: other.id }, data: { isDefault: true } });
    await expect(makeDefault).rejects.toThrow(/unique/i);
  });

  it('a default account must be linked to the user, and its link cannot be deleted', async () => {
    const otherUser = await create.user(db);
    await create.link(db, { userId: otherUser.id, accountId });
    const setDefault = () => db.user.update({ where: { id: userId }, data: { defaultAccountId: accountId } });
    await expect(setDefault()).rejects.toThrow(/foreign key/i);
    await create.link(db, { userId, accountId });
    await setDefault();
    await expect(db.userAccount.deleteMany({ where: { userId } })).rejects.toThrow(/foreign key/i);
  });

  it.each([
    ['users', (name: string) => create.user(db, { userName: name })],
    ['OMSs', (name: string) => create.oms(db, { name })],
    ['accounts', (name: string) => create.account(db, { omsId, handle: name })],
    ['companies', (name: string) => create.company(db, { name })],
  ])('names of %s are unique ignoring case, and never empty', async (kind, make) => {
    await make(`Only ${kind}`);
    await expect(make(`ONLY ${kind.toUpperCase()}`)).rejects.toThrow(/unique/i);
    await expect(make('')).rejects.toThrow();
  });
});
