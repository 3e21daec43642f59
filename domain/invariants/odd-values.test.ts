import { beforeAll, describe, expect, it } from 'vitest';
import { database } from '@/prisma/client';
import { create } from '@/prisma/factories';
import { Prisma } from '@/prisma/generated/client';
import type { Actor } from '../call/actor';
import { getCompany } from '../companies/get';
import { getOverview } from '../overview/get';
import { calls, confirmed, lists } from '../registry';
import type { removals } from '../removals';
import { getOwnSessions } from '../sessions/get-own-sessions';
import { contextOf, newActor } from '../testing/actors';
import { outcomeOf } from '../testing/outcome';
import { makePersonWithEverything, type PersonWithEverything } from '../testing/person-with-everything';
import { type ListName, readList } from '../testing/read-list';
import { setUpTestDatabase } from '../testing/test-database';
import { getPerson } from '../users/get-person';
import { readJson, writeJson } from '../values/exact-json';

setUpTestDatabase();

/** The tables that the exchange fills. */
const TABLES = ['users', 'operators', 'omses', 'accounts', 'companies', 'company_assets'] as const;

/**
 * Values that PostgreSQL accepts and that JavaScript or JSON writes differently or not at all, by column
 * type.
 */
const ODD = {
  'timestamp with time zone': [
    'infinity',
    '-infinity',
    '4714-11-24 00:00:00+00 BC',
    '0044-03-15 12:00:00+00 BC',
    '0001-01-01 00:00:00+00',
    '9999-12-31 23:59:59.9996+00',
    '10000-01-01 00:00:00+00',
    '294276-12-31 23:59:59+00',
  ],
  numeric: [
    'NaN',
    '99999999999999999999.999999999999999999',
    '-99999999999999999999.999999999999999999',
    '0.000000000000000001',
    '9007199254740993',
    '-0.1',
    '1e-7',
    '1e19',
  ],
  text: [
    '__proto__',
    'constructor',
    '0',
    'null',
    'NaN',
    '9007199254740993',
    '%_\\',
    '"\\\n\t\u0001',
    ' ',
    'a, b#c · d',
    '\u202Eadmin',
    '\u2028',
    '\uFEFF',
    'İ'.repeat(200),
    '😀'.repeat(200),
    '\u0001'.repeat(200),
    '{"a":1}',
  ],
};

let superuser: Actor;
let world: PersonWithEverything;
let rows: Record<(typeof TABLES)[number], number>;

beforeAll(async () => {
  const db = database();
  superuser = await newActor({ permissions: ['SUPERUSER'] });
  world = await makePersonWithEverything();
  const [{ id: companyId }] = world.companies;
  const asset = await db.companyAsset.create({ data: { companyId, name: 'ODD', onExchangeBalance: 1 } });
  await db.companyAsset.create({ data: { companyId, name: 'PLAIN', onExchangeBalance: '2.5' } });
  await create.session(db, { userId: world.user.id, userAgent: 'x' });
  rows = {
    users: world.user.id,
    operators: world.user.id,
    companies: companyId,
    company_assets: asset.id,
    omses: world.omses[0].id,
    accounts: world.accounts[0].id,
  };
});

const columnsOf = (type: string) =>
  database().$queryRaw<{ table: (typeof TABLES)[number]; column: string }[]>`
    SELECT table_name AS "table", column_name AS "column" FROM information_schema.columns
    WHERE table_schema = 'public' AND table_name IN (${Prisma.join(TABLES)}) AND data_type = ${type}`;

/** Stores a value in every column of its type, in the rows of the person with everything. */
async function storeEverywhere(type: string, value: string): Promise<string[]> {
  const changed: string[] = [];
  for (const { table, column } of await columnsOf(type)) {
    // A constraint allows password hashes only.
    if (column === 'password_hash') continue;
    const sql = `UPDATE "${table}" SET "${column}" = $1::text::${type} WHERE id = $2`;
    await database().$executeRawUnsafe(sql, value, rows[table]);
    changed.push(`${table}.${column}`);
  }
  return changed;
}

/** Expects a call to succeed with a reply that JSON can hold. */
async function expectJsonReply(name: string, call: Promise<unknown>): Promise<unknown> {
  const { code, detail, reply } = await outcomeOf(call);
  expect({ name, code, detail }).toEqual({ name, code: 0, detail: null });
  const json = writeJson(reply);
  expect(() => JSON.parse(json), name).not.toThrow();
  expect(writeJson(readJson(json)), `${name} survives JSON byte for byte`).toBe(json);
  return reply;
}

/** Runs every query that reads one of the rows, and every list. */
async function readAll(): Promise<void> {
  const { user, companies, omses } = world;
  const run = (name: keyof typeof calls, request: object = {}) =>
    expectJsonReply(name, calls[name].run(superuser, request, contextOf()));
  await run('GetCompanies');
  await run('GetUsers');
  await run('GetOperators');
  await run('GetOperatorOMSList', { OperatorId: user.id });
  await run('GetUserAccounts', { userId: user.id });
  await run('GetUserAccountInfos', { UserId: user.id, OMSId: omses[0].id });
  await run('GetUserInfo', { userId: user.id });
  await expectJsonReply('company', getCompany.run(superuser, { companyId: companies[0].id }, contextOf()));
  await expectJsonReply('person', getPerson.run(superuser, { userId: user.id }, contextOf()));
  await expectJsonReply('overview', getOverview.run(superuser, {}, contextOf()));
  await expectJsonReply('own sessions', getOwnSessions.run(superuser, {}, contextOf()));
  for (const list of Object.keys(lists) as ListName[]) await expectJsonReply(list, readList(superuser, list));
}

/** The request of each removal, with the names as they are stored now. */
async function requests() {
  const db = database();
  const user = await db.user.findUniqueOrThrow({ where: { id: world.user.id } });
  const account = await db.account.findUniqueOrThrow({ where: { id: rows.accounts } });
  const [company] = await db.$queryRaw<
    { name: string }[]
  >`SELECT name FROM companies WHERE id = ${rows.companies}`;
  return {
    RemoveOperatorOMS: { OperatorId: user.id, OMSId: rows.omses },
    RemoveUserAccount: { accountHandle: account.handle, userName: user.userName },
    RemoveUserRole: { companyName: company?.name, roleName: 'CoShareholder', userName: user.userName },
  } satisfies Record<keyof typeof removals, object>;
}

/** Removes each link, repeats the removal under its request id, and restores the link. */
async function removeAll(): Promise<void> {
  for (const [name, request] of Object.entries(await requests())) {
    const removal = confirmed[name as 'RemoveUserRole'];
    const { requestId } = contextOf();
    const remove = () => removal.run(superuser, request, contextOf({ requestId }));
    const reply = await expectJsonReply(name, remove());
    expect(writeJson(await remove()), `${name} again`).toBe(writeJson(reply));
    const restored = confirmed.Restore.run(superuser, { requestId }, contextOf());
    await expectJsonReply(`Restore of ${name}`, restored);
  }
}

describe.each(Object.entries(ODD))('a column of type %s', (type, values) => {
  it.each(values)('that holds %j makes no removal and no query fail', async (value) => {
    expect(await storeEverywhere(type, value)).not.toEqual([]);
    await removeAll();
    await readAll();
  });
});

describe('GetCompanies', () => {
  const company = async () => {
    const all = await calls.GetCompanies.run(superuser, {}, contextOf());
    return all.find(({ CompanyId }) => CompanyId === rows.companies);
  };

  it.each([
    ['infinity', '9999-12-31T23:59:59.999Z'],
    ['10000-01-01 00:00:00+00', '9999-12-31T23:59:59.999Z'],
    ['9999-12-31 23:59:59+00', '9999-12-31T23:59:59Z'],
    ['2018-08-17 19:57:56.5+02', '2018-08-17T17:57:56.500Z'],
    ['0001-01-01 00:00:00+00', '0001-01-01T00:00:00Z'],
    ['0044-03-15 12:00:00+00 BC', '0001-01-01T00:00:00Z'],
    ['-infinity', '0001-01-01T00:00:00Z'],
  ])('returns the stored time %s as %s', async (stored, returned) => {
    await storeEverywhere('timestamp with time zone', stored);
    expect((await company())?.IncorporationDate).toBe(returned);
  });

  it.each([
    ['9007199254740993', '9007199254740993'],
    ['12345678901234567890.123456789012345678', '12345678901234567890.123456789012345678'],
    ['0.000000000000000001', '0.000000000000000001'],
    ['100000.500000000000000000', '100000.5'],
    ['-0.100000000000000000', '-0.1'],
    ['NaN', 'null'],
  ])('returns the stored balance %s as %s', async (stored, returned) => {
    await storeEverywhere('numeric', stored);
    await database().$executeRaw`UPDATE company_assets SET name = 'ODD' WHERE id = ${rows.company_assets}`;
    const { OnExchangeBalancesByAssetName: balances } = (await company()) ?? {};
    expect(writeJson(balances)).toBe(`[{"ODD":${returned}},{"PLAIN":2.5}]`);
  });
});

describe('a time column that only this product writes', () => {
  it.each([
    ['sessions', 'expires_at'],
    ['sessions', 'last_seen_at'],
    ['sessions', 'ended_at'],
    ['sign_in_failures', 'at'],
  ])('%s.%s rejects times that JavaScript cannot calculate with', async (table, column) => {
    for (const time of ['infinity', '-infinity', '294276-12-31 23:59:59+00', '0044-03-15 BC']) {
      const update = database().$executeRawUnsafe(
        `UPDATE "${table}" SET "${column}" = $1::text::timestamptz`,
        time,
      );
      await expect(update, time).rejects.toThrow(/check constraint/);
    }
  });
});
