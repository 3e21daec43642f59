import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { database } from '@/prisma/client';
import { create } from '@/prisma/factories';
import type { Actor } from '../call/actor';
import { newActor, signInAs } from '../testing/actors';
import { blocksOf, explain, nodesOf, statementsDuring, withClient } from '../testing/query-plans';
import { type ListName, readList } from '../testing/read-list';
import { setUpTestDatabase } from '../testing/test-database';

setUpTestDatabase();

const wordsOf = (kind: string, id: number) =>
  database()
    .searchWord.findMany({ where: { kind: kind as 'user', id }, orderBy: { word: 'asc' } })
    .then((rows) => rows.map(({ word }) => word));

describe('the words of a name', () => {
  it.each<[string, string[]]>([
    ['quinn.smith', ['smith']],
    ['Windmill Farm, Inc.', ['farm, inc.', 'inc.']],
    ["O'Hara & Sons", ["'hara & sons", 'hara & sons', '& sons', 'sons']],
    ['Half % off', ['% off', 'off']],
    ['back\\slash', ['\\slash', 'slash']],
    ['snake_case', ['case']],
    ['Ünï 🌾', ['🌾']],
    ['🌾 Ünï', ['ünï']],
    ['ÀÉ-Öz ΩΣ', ['öz ωσ', 'ωσ']],
    ['田中 太郎', ['太郎']],
    ['a a a', ['a a', 'a']],
    ['one', []],
    ['', []],
    [' ', []],
    ['...', []],
    ['.x', ['x']],
    ['a\u0001b', ['b']],
    [`x ${'y'.repeat(50)}`, ['y'.repeat(40)]],
  ])('%j after the first are %j', async (name, words) => {
    const [row] = await database().$queryRaw<{ words: string[] }[]>`SELECT search_words_of(${name}) AS words`;
    expect(row?.words).toEqual(words);
  });

  it('are there for each kind of name, and follow what is added, renamed, renumbered and deleted', async () => {
    const db = database();
    const { id: omsId } = await create.oms(db, { name: 'Spot Pacific' });
    const user = await create.user(db, {
      userName: 'robin.vale',
      permissions: ['Operator'],
      operatorName: 'Night Desk',
    });
    const account = await create.account(db, { omsId, handle: 'harbour-main' });
    const company = await create.company(db, { name: 'Moorland Pharma Ltd' });
    expect(await wordsOf('oms', omsId)).toEqual(['pacific']);
    expect(await wordsOf('user', user.id)).toEqual(['vale']);
    expect(await wordsOf('operator', user.id)).toEqual(['desk']);
    expect(await wordsOf('account', account.id)).toEqual(['main']);
    expect(await wordsOf('company', company.id)).toEqual(['ltd', 'pharma ltd']);

    await db.user.update({ where: { id: user.id }, data: { userName: 'robin.hill.vale' } });
    await db.user.update({ where: { id: user.id }, data: { emailVerified: false } });
    expect(await wordsOf('user', user.id)).toEqual(['hill.vale', 'vale']);
    await db.company.update({ where: { id: company.id }, data: { id: company.id + 1_000, name: 'Moor' } });
    expect(await wordsOf('company', company.id)).toEqual([]);
    expect(await wordsOf('company', company.id + 1_000)).toEqual([]);
    await db.company.update({ where: { id: company.id + 1_000 }, data: { name: 'Moor End' } });
    expect(await wordsOf('company', company.id + 1_000)).toEqual(['end']);
    await db.company.delete({ where: { id: company.id + 1_000 } });
    expect(await wordsOf('company', company.id + 1_000)).toEqual([]);
    await db.operator.delete({ where: { id: user.id } });
    expect(await wordsOf('operator', user.id)).toEqual([]);

    await create.company(db, { name: 'Any Other' });
    await db.$executeRaw`TRUNCATE companies CASCADE`;
    expect(await db.searchWord.count({ where: { kind: 'company' } })).toBe(0);
  });
});

describe('the migration that adds the words', () => {
  it('makes those of the names that are there, and can run twice', async () => {
    await create.company(database(), { name: 'Moorland Pharma Ltd' });
    const all = () =>
      database().searchWord.findMany({ orderBy: [{ kind: 'asc' }, { word: 'asc' }, { id: 'asc' }] });
    const before = await all();
    expect(before.map(({ word }) => word)).toContain('pharma ltd');
    const script = path.join(process.cwd(), 'prisma/migrations/20261126140000_search_words/migration.sql');
    const sql = await readFile(script, 'utf8');
    await database().$executeRaw`DELETE FROM search_words`;
    await withClient((client) => client.query(sql));
    expect(await all()).toEqual(before);
    await withClient((client) => client.query(sql));
    expect(await all()).toEqual(before);
  });
});

describe('a search in many rows', () => {
  const COUNT = 16_000;
  let actor: Actor;
  let coAdmin: Actor;

  beforeAll(async () => {
    actor = await newActor({ permissions: ['SUPERUSER', 'Operator'], userName: 'actor' });
    const several = `generate_series(1, ${COUNT}) n`;
    const words = (rare: string) =>
      `CASE WHEN n % 2 = 0 THEN 'quick.fox' WHEN n % 80 = 1 THEN '${rare}' ELSE 'plain' END || '.' || n`;
    await withClient(async (client) => {
      for (const statement of [
        `INSERT INTO omses (name) VALUES ('venue of many')`,
        `INSERT INTO users (user_name, email) SELECT ${words('zz.rare')}, n || '@example.com' FROM ${several}`,
        `INSERT INTO accounts (handle, oms_id) SELECT ${words('zz.few')}, (SELECT min(id) FROM omses) FROM ${several}`,
        `INSERT INTO user_accounts (user_id, account_id) SELECT u.id, a.id
          FROM (SELECT id, row_number() OVER (ORDER BY id) n FROM users) u
          JOIN (SELECT id, row_number() OVER (ORDER BY id DESC) n FROM accounts) a USING (n)`,
        `INSERT INTO companies (name, country, state_or_province_of_incorporation, incorporation_date, accounting_currency)
          SELECT 'company ' || n, 'US', '', now(), 'USD' FROM generate_series(1, 400) n`,
        `INSERT INTO company_roles (user_id, company_id, role) SELECT u.id, c.id, 'CoAgent'
          FROM users u JOIN companies c ON c.id = (SELECT min(id) FROM companies) + u.id % 400`,
        `INSERT INTO audit_entries (seq, at, actor_id, actor_name, door, call, outcome, error_code, target, request_id,
            correlation_id, request, prev, mac, oms_id, account_id, company_id, subject_user_id)
          SELECT n, now(), n % 900, 'someone', 'console', 'SomeCall', 'done', 0, 'a target', n,
            gen_random_uuid(), '{}', '', '', n % 901, n % 902, n % 903, n % 904 FROM generate_series(1, 6000) n`,
        'VACUUM ANALYZE',
      ]) {
        await client.query(statement);
      }
    });
    const { id: userId } = await create.user(database());
    const companyId = (await database().company.findFirstOrThrow({ orderBy: { id: 'asc' } })).id;
    await create.role(database(), { userId, companyId, role: 'CoAdmin' });
    coAdmin = await signInAs(userId);
  });

  async function blocksDuring(by: Actor, list: ListName, request: object) {
    const statements = await statementsDuring(() => readList(by, list, request));
    expect(statements.length).toBeLessThanOrEqual(2);
    const plans = await explain(statements);
    return { plans, blocks: plans.reduce((sum, plan) => sum + blocksOf(plan), 0) };
  }

  // Half of the names match "q", "quick" and "fo", and one in eighty the others, at the end of the order. To read the
  // list in its order until a page is full took more than 100,000 blocks.
  it.each(['zz', 'ra', 'zz.rare', 'rare.1', 'few', 'q', 'quick', 'fo', 'ick', 'nothing', 'z'])(
    'for %s reads few blocks',
    async (search) => {
      for (const request of [{ sort: 'user' }, { sort: 'account' }]) {
        const { blocks } = await blocksDuring(actor, 'account-links', { ...request, search });
        expect(blocks, `${request.sort}`).toBeLessThan(15_000);
      }
      for (const list of ['people', 'users', 'accounts'] as const) {
        expect((await blocksDuring(actor, list, { search })).blocks, list).toBeLessThan(10_000);
      }
    },
  );

  it.each(['zz.rare.81', 'few.81', 'nothing', '4711'])(
    'for %s reads no table from end to end',
    async (search) => {
      for (const list of ['account-links', 'people', 'accounts'] as const) {
        const { plans } = await blocksDuring(actor, list, { search });
        const read = plans
          .flatMap(nodesOf)
          .filter((node) => node['Node Type'] === 'Seq Scan' && node['Relation Name'] !== 'omses');
        expect(read.map((node) => node['Relation Name'])).toEqual([]);
      }
    },
  );

  it('is exact up to 1,000 and says "1,000+" only if there are more', async () => {
    const totalOf = async (search: string) => (await readList(actor, 'account-links', { search })).total;
    expect(await totalOf('rare')).toEqual({ count: 200, isMore: false });
    expect(await totalOf('quick')).toEqual({ count: 1_000, isMore: true });
  });

  it('of the audit log for an id reads each of its columns by its own index', async () => {
    const { plans } = await blocksDuring(actor, 'audit', { search: '77' });
    const indexes = plans.flatMap(nodesOf).flatMap((node) => node['Index Name'] ?? []);
    for (const column of ['actor_id', 'oms_id', 'account_id', 'company_id', 'subject_user_id']) {
      expect(indexes).toContain(`audit_entries_${column}_seq_idx`);
    }
  });

  it('of a CompanyAdmin looks only at the rows of their companies', async () => {
    for (const list of ['company-roles', 'people'] as const) {
      for (const search of ['q', 'quick', 'rare']) {
        const { blocks } = await blocksDuring(coAdmin, list, { search });
        expect(blocks, `${list} for ${search}`).toBeLessThan(1_500);
      }
    }
  });
});
