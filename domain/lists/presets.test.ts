import { beforeAll, describe, expect, it } from 'vitest';
import { database } from '@/prisma/client';
import { create } from '@/prisma/factories';
import { newActor, signInAs } from '../testing/actors';
import { outcomeOf } from '../testing/outcome';
import { statementsDuring } from '../testing/query-plans';
import { type ListName, readList } from '../testing/read-list';
import { setUpTestDatabase } from '../testing/test-database';

setUpTestDatabase();

/** The name of a user of each row, and of what they have. */
const FIELDS: Partial<Record<ListName, readonly [string, string]>> = {
  operators: ['operatorName', 'omsName'],
  'account-links': ['userName', 'accountHandle'],
  'company-roles': ['userName', 'role'],
};

async function found(
  list: ListName,
  filters: object,
  permission: 'SUPERUSER' | 'PlatformAdmin' = 'SUPERUSER',
) {
  const { rows, total } = await readList(await newActor({ permissions: [permission] }), list, { filters });
  expect(total.count).toBe(rows.length);
  return rows.map((row) => FIELDS[list]?.map((field) => row[field]).join(' ')).sort();
}

let coAdminId: number;

/**
 * Ada and Ben can sign in, Cleo and Dan can't. Each OMS and account has the people of its name, and is the default of
 * the first of them, if that is Ada.
 */
beforeAll(async () => {
  const db = database();
  const users: Record<string, { id: number }> = {};
  for (const userName of ['ada', 'ben', 'cleo', 'dan']) {
    const emailVerified = ['ada', 'ben'].includes(userName);
    users[userName] = await create.user(db, {
      userName,
      operatorName: userName,
      permissions: ['Operator'],
      emailVerified,
    });
  }
  const former = await create.user(db, { permissions: ['Operator'] });
  await db.userPermission.deleteMany({ where: { userId: former.id } });
  const idOf = (name: string) => users[name]?.id ?? 0;
  for (const name of ['ben-ada', 'ada', 'ben-cleo-dan', 'cleo', 'cleo-dan']) {
    const { id: omsId } = await create.oms(db, { name });
    const { id: accountId } = await create.account(db, { omsId, handle: name });
    for (const who of name.split('-')) {
      await create.assignment(db, { operatorId: idOf(who), omsId, isDefault: name === 'ada' });
      await create.link(db, { userId: idOf(who), accountId });
    }
    if (name === 'ada') {
      // Without the permission they are no operator any more.
      await create.assignment(db, { operatorId: former.id, omsId });
      await db.user.update({ where: { id: idOf('ada') }, data: { defaultAccountId: accountId } });
    }
  }
  const roles = (given: Record<string, string[]>) =>
    Object.entries(given).flatMap(([role, names]) =>
      names.map((name) => ({ userId: idOf(name), role: role as 'CoAdmin' })),
    );
  await create.company(db, { roles: roles({ CoAdmin: ['ada'], CoAgent: ['ada', 'ben'] }) });
  await create.company(db, { roles: roles({ CoAdmin: ['ben', 'cleo'], CoShareholder: ['dan'] }) });
  const coAdmin = await create.user(db, { userName: 'coadmin' });
  coAdminId = coAdmin.id;
  await create.company(db, { roles: [{ userId: coAdminId, role: 'CoAdmin' }] });
});

const OF_LINKS: ListName[] = ['operators', 'account-links'];

describe('a list of links', () => {
  it.each(OF_LINKS)('finds those who alone can sign in: %s', async (list) => {
    expect(await found(list, { isOnly: 'yes' })).toEqual(['ada ada', 'ben ben-cleo-dan']);
  });

  it.each(OF_LINKS)('finds defaults: %s', async (list) => {
    expect(await found(list, { isDefault: 'yes' })).toEqual(['ada ada']);
  });

  it.each(OF_LINKS)('finds those whose sign-in is blocked: %s', async (list) => {
    expect(await found(list, { signIn: 'blocked' })).toEqual([
      'cleo ben-cleo-dan',
      'cleo cleo',
      'cleo cleo-dan',
      'dan ben-cleo-dan',
      'dan cleo-dan',
    ]);
  });

  it.each(OF_LINKS)('combines the filters: %s', async (list) => {
    expect(await found(list, { isOnly: 'yes', isDefault: 'yes' })).toEqual(['ada ada']);
    expect(await found(list, { isOnly: 'yes', signIn: 'blocked' })).toEqual([]);
  });
});

describe('the list of company roles', () => {
  it('finds those who alone have a role in a company, and those whose sign-in is blocked', async () => {
    const only = ['ada CoAdmin', 'coadmin CoAdmin', 'dan CoShareholder'];
    expect(await found('company-roles', { isOnly: 'yes' }, 'PlatformAdmin')).toEqual(only);
    const blocked = ['cleo CoAdmin', 'dan CoShareholder'];
    expect(await found('company-roles', { signIn: 'blocked' }, 'PlatformAdmin')).toEqual(blocked);
  });

  it('tells a CoAdmin who alone has a role in their company, but not who is blocked', async () => {
    const coAdmin = await signInAs(coAdminId);
    const { rows } = await readList(coAdmin, 'company-roles', { filters: { isOnly: 'yes' } });
    expect(rows.map(({ userName }) => userName)).toEqual(['coadmin']);
    const refusal = { code: 20, detail: expect.stringContaining('Who is blocked') };
    expect(
      await outcomeOf(readList(coAdmin, 'company-roles', { filters: { signIn: 'blocked' } })),
    ).toMatchObject(refusal);
  });
});

it.each([...OF_LINKS, 'company-roles'] as ListName[])(
  'the filter for the only one counts no group of rows of %s',
  async (list) => {
    const actor = await newActor({ permissions: ['SUPERUSER'] });
    const statements = await statementsDuring(() => readList(actor, list, { filters: { isOnly: 'yes' } }));
    expect(statements).not.toEqual([]);
    for (const { text } of statements) expect(text).not.toContain('GROUP BY');
  },
);
