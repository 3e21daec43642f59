import { beforeAll, describe, expect, it } from 'vitest';
import { database } from '@/prisma/client';
import { create } from '@/prisma/factories';
import type { Actor } from '../call/actor';
import { getOverview } from '../overview/get';
import { contextOf, newActor, signInAs } from '../testing/actors';
import { statementsDuring, withClient } from '../testing/query-plans';
import { LIST_NAMES, LISTS_OF_LINKS, type ListName, readList } from '../testing/read-list';
import { setUpTestDatabase } from '../testing/test-database';

setUpTestDatabase();

let actor: Actor;

const read = (list: ListName, request: object) => readList(actor, list, request);

const namesIn = async (list: ListName, field: string, request: object) =>
  [...new Set((await read(list, request)).rows.map((row) => `${row[field]}`))].sort();

const TRIGRAM_INDEXES = `
  SELECT indrelid::regclass || '.' || attname AS name
  FROM pg_index JOIN pg_opclass ON pg_opclass.oid = indclass[0]
  JOIN pg_attribute ON attrelid = indrelid AND attnum = indkey[0]
  WHERE opcname = 'gin_trgm_ops'`;

/** The columns that a list's search compares with its term, each with its table. */
async function columnsComparedBy(list: ListName): Promise<string[]> {
  const sent = await statementsDuring(() => read(list, { search: 'nothing like it' }));
  return sent.flatMap(({ text }) => {
    const tableOf = (alias?: string) => new RegExp(`(?:FROM|JOIN) (\\w+) ${alias}\\b`).exec(text)?.[1];
    return [
      ...[...text.matchAll(/FROM (\w+) WHERE (\w+) ILIKE/g)].map(([, table, column]) => `${table}.${column}`),
      ...[...text.matchAll(/(\w+)\.(\w+) ILIKE/g)].map(([, alias, column]) => `${tableOf(alias)}.${column}`),
    ];
  });
}

beforeAll(async () => {
  actor = await newActor({ permissions: ['Operator', 'PlatformAdmin'], userName: 'actor' });
});

describe('a search in a list', () => {
  const NAMES = [
    'Percent % Ltd',
    'Percent X Ltd',
    'under_score',
    'underXscore',
    'back\\slash',
    'Ünï 🌾',
    "O'Hara",
  ];

  beforeAll(async () => {
    const db = database();
    const { id: omsId } = await create.oms(db, { id: 4711, name: 'Venue' });
    for (const name of NAMES) {
      const user = await create.user(db, {
        userName: name,
        permissions: ['Operator'],
        operatorName: `op ${name}`,
      });
      const account = await create.account(db, { omsId, handle: `acc ${name}` });
      await create.link(db, { userId: user.id, accountId: account.id });
      await create.assignment(db, { operatorId: user.id, omsId });
      await create.assignment(db, { operatorId: user.id, omsId: (await create.oms(db, { name })).id });
      await create.company(db, { name, roles: [{ userId: user.id, role: 'CoAgent' }] });
    }
  });

  const PLACES: [ListName, string, (name: string) => string][] = [
    ['operators', 'operatorName', (name) => `op ${name}`],
    ['account-links', 'userName', (name) => name],
    ['account-links', 'accountHandle', (name) => `acc ${name}`],
    ['company-roles', 'userName', (name) => name],
    ['company-roles', 'companyName', (name) => name],
    ['companies', 'name', (name) => name],
    ['omses', 'name', (name) => name],
    ['operator-people', 'name', (name) => `op ${name}`],
  ];
  const TERMS: [string, string[]][] = [
    ['percent', ['Percent % Ltd', 'Percent X Ltd']],
    ['CENT %', ['Percent % Ltd']],
    ['%', ['Percent % Ltd']],
    ['r_s', ['under_score']],
    ['\\', ['back\\slash']],
    ['\\s', ['back\\slash']],
    ['ünï', ['Ünï 🌾']],
    ['🌾', ['Ünï 🌾']],
    ["'", ["O'Hara"]],
    ['  hara ', ["O'Hara"]],
    ['nothing like it', []],
  ];

  it.each(
    PLACES.flatMap(([list, field, nameOf]) =>
      TERMS.map(([search, found]) => ({ list, field, nameOf, search, found })),
    ),
  )(
    'of $list for $search finds names that contain this text literally ($field)',
    async ({ list, field, nameOf, search, found }) => {
      expect(await namesIn(list, field, { search })).toEqual(found.map(nameOf).sort());
    },
  );

  it('is tested for each list of links', () => {
    const tested = new Set(PLACES.map(([list]) => list));
    expect(LISTS_OF_LINKS.filter((list) => !tested.has(list))).toEqual([]);
  });

  it.each(LIST_NAMES)('of %s compares only names that have a trigram index', async (list) => {
    const compared = await columnsComparedBy(list);
    expect(compared).not.toEqual([]);
    const { rows } = await withClient((client) => client.query(TRIGRAM_INDEXES));
    const indexed = rows.map(({ name }) => name);
    expect(compared.filter((column) => !indexed.includes(column))).toEqual([]);
  });

  it.each<[ListName, string]>([
    ['operators', 'omsId'],
    ['omses', 'id'],
  ])('of %s finds an OMS by its whole id, and not by a part of it', async (list, field) => {
    expect(await namesIn(list, field, { search: '4711' })).toEqual(['4711']);
    expect(await namesIn(list, field, { search: '471' })).toEqual([]);
  });

  it('finds rows by user, account and company id', async () => {
    const user = await create.user(database(), { id: 90_001 });
    const account = await create.account(database(), { id: 90_002, omsId: 4711 });
    await create.link(database(), { userId: user.id, accountId: account.id });
    await create.company(database(), { id: 90_003, roles: [{ userId: user.id, role: 'CoAgent' }] });
    for (const search of ['90001', '90002']) {
      expect(await namesIn('account-links', 'accountId', { search })).toEqual(['90002']);
    }
    for (const search of ['90001', '90003']) {
      expect(await namesIn('company-roles', 'companyId', { search })).toEqual(['90003']);
    }
    expect(await namesIn('companies', 'id', { search: '90003' })).toEqual(['90003']);
  });

  it.each<[ListName, string, string, string]>([
    ['operators', 'oms 4712', 'omsId', '4712'],
    ['operators', 'Operator 4712', 'operatorId', '4712'],
    ['operators', 'user 4712', 'operatorId', '4712'],
    ['account-links', 'account 4712', 'accountId', '4712'],
    ['account-links', 'USER  4712', 'userId', '4712'],
    ['company-roles', 'company 4712', 'companyId', '4712'],
    ['omses', 'OMS 4712', 'id', '4712'],
    ['accounts', 'account 4712', 'id', '4712'],
    ['companies', 'Company 4712', 'id', '4712'],
    ['people', 'user 4712', 'id', '4712'],
    ['operator-people', 'operator 4712', 'id', '4712'],
    ['people', 'rowan@example.com', 'id', '4712'],
    ['people', 'Rowan@ex', 'id', '4712'],
    ['operators', 'rowan@example.com', 'operatorId', '4712'],
    ['account-links', 'rowan@example.com', 'userId', '4712'],
    ['company-roles', 'rowan@example.com', 'userId', '4712'],
    ['operator-people', 'rowan@example.com', 'id', '4712'],
  ])('of %s for "%s" finds the thing of that kind and id, or address', async (list, search, field, id) => {
    const things = { id: 4712 };
    const email = 'rowan@example.com';
    if ((await database().user.count({ where: things })) === 0) {
      const user = await create.user(database(), { ...things, email, permissions: ['Operator'] });
      const other = await create.user(database(), { permissions: ['Operator'] });
      const oms = await create.oms(database(), { ...things, name: 'rowan venue' });
      const account = await create.account(database(), { ...things, omsId: oms.id });
      await create.assignment(database(), { operatorId: user.id, omsId: oms.id });
      await create.assignment(database(), { operatorId: user.id, omsId: 4711 });
      await create.assignment(database(), { operatorId: other.id, omsId: oms.id });
      await create.link(database(), { userId: user.id, accountId: account.id });
      await create.company(database(), { ...things, roles: [{ userId: user.id, role: 'CoAgent' }] });
    }
    expect(await namesIn(list, field, { search })).toEqual([id]);
  });

  it('of people finds operators by user name, and shows their name as an operator', async () => {
    await create.user(database(), {
      userName: 'mchen',
      permissions: ['Operator'],
      operatorName: 'Marcus Chen',
    });
    for (const search of ['mchen', 'marcus']) {
      expect(await namesIn('operator-people', 'name', { search })).toEqual(['Marcus Chen']);
    }
  });

  it('can be combined with filters', async () => {
    const request = { search: 'percent', filters: { oms: '4711' } };
    const names = ['op Percent % Ltd', 'op Percent X Ltd'];
    expect(await namesIn('operators', 'operatorName', request)).toEqual(names);
    expect((await read('operators', request)).total.count).toBe(2);
    expect(
      await namesIn('account-links', 'userName', { ...request, filters: { oms: 2_147_483_647 } }),
    ).toEqual([]);
    const roles = { search: 'percent', filters: { role: 'CoAgent' } };
    expect((await read('company-roles', roles)).total.count).toBe(2);
    expect((await read('company-roles', { ...roles, filters: { role: 'CoAdmin' } })).total.count).toBe(0);
  });
});

describe('a CompanyAdmin', () => {
  it('gets only rows and counts of the companies that they manage', async () => {
    const db = database();
    const [me, colleague] = [await create.user(db), await create.user(db)];
    const mine = await create.company(db, {
      roles: [me, colleague].map(({ id: userId }) => ({ userId, role: 'CoAdmin' })),
    });
    const other = await create.company(db, {
      roles: [me, colleague].map(({ id: userId }) => ({ userId, role: 'CoAgent' })),
    });
    await create.role(db, { companyId: other.id, userId: colleague.id, role: 'CoAdmin' });
    const coAdmin = await signInAs(me.id);

    const { email } = await db.user.findUniqueOrThrow({ where: { id: colleague.id } });
    const found = { search: email };
    expect((await readList(coAdmin, 'people', found)).rows, 'addresses are not for CoAdmins').toEqual([]);
    expect((await readList(actor, 'people', found)).rows).toMatchObject([{ id: colleague.id }]);

    const roles = await readList(coAdmin, 'company-roles');
    expect(roles.rows.map(({ companyId }) => companyId)).toEqual([mine.id, mine.id]);
    expect(roles.rows.map(({ otherRoles }) => otherRoles)).toEqual([[], []]);
    expect(roles.total).toEqual({ count: 2, isMore: false });
    const companies = await readList(coAdmin, 'companies');
    expect(companies).toMatchObject({ rows: [{ id: mine.id }], total: { count: 1 } });
    expect(await getOverview.run(coAdmin, {}, contextOf())).toMatchObject({
      findings: {
        'companies-with-one-co-admin': { count: 0, first: [] },
      },
    });
    expect((await read('company-roles', {})).total.count).toBeGreaterThan(5);
  });
});
