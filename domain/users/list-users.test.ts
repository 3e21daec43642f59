import { beforeAll, describe, expect, it } from 'vitest';
import { database } from '@/prisma/client';
import { create } from '@/prisma/factories';
import type { Actor } from '../call/actor';
import { contextOf, newActor, signInAs } from '../testing/actors';
import { outcomeOf } from '../testing/outcome';
import { makePersonWithEverything, type PersonWithEverything } from '../testing/person-with-everything';
import { setUpTestDatabase } from '../testing/test-database';
import { listUsers } from './list-users';

setUpTestDatabase();

let world: PersonWithEverything;
let actors: Record<'Operator' | 'PlatformAdmin' | 'CoAdmin', Actor>;

beforeAll(async () => {
  world = await makePersonWithEverything();
  const db = database();
  const coAdmin = await create.user(db);
  await create.role(db, { companyId: world.companies[0].id, userId: coAdmin.id, role: 'CoAdmin' });
  actors = {
    Operator: await newActor({ permissions: ['Operator'] }),
    PlatformAdmin: await newActor({ permissions: ['PlatformAdmin'] }),
    CoAdmin: await signInAs(coAdmin.id),
  };
  await db.operator.update({ where: { id: world.user.id }, data: { name: 'Olga of the desk' } });
  await db.user.update({ where: { id: world.user.id }, data: { email: 'someone@mail.example' } });
});

const find = async (kind: keyof typeof actors, request: object) =>
  outcomeOf(listUsers.run(actors[kind], { filters: {}, ...request }, contextOf()));

const whole = () => ({
  id: world.user.id,
  name: world.user.userName,
  operatorName: 'Olga of the desk',
  isOperator: true,
  isBlocked: false,
  omses: 2,
  accounts: 2,
  roles: 4,
  permissions: [],
  lastSignIn: expect.stringMatching(/Z$/),
});

describe('the list of people', () => {
  it.each([
    ['PlatformAdmin', whole],
    ['Operator', () => ({ ...whole(), roles: null, permissions: null, lastSignIn: null })],
    [
      'CoAdmin',
      () => ({
        ...whole(),
        operatorName: null,
        isOperator: null,
        isBlocked: null,
        omses: null,
        accounts: null,
        roles: 2,
        permissions: null,
        lastSignIn: null,
      }),
    ],
  ] as const)('tells a %s what they may see of a person', async (kind, row) => {
    const { reply } = await find(kind, { search: world.user.userName });
    expect(reply?.rows).toEqual([row()]);
  });

  it.each([
    ['the name as an operator', 'of the DESK'],
    ['the beginning of the e-mail address', 'someone@mail'],
  ])('finds a person by %s, but not for a CoAdmin, who may not see it', async (_, search) => {
    const found = async (kind: keyof typeof actors) => (await find(kind, { search })).reply?.rows.length;
    expect([await found('Operator'), await found('PlatformAdmin'), await found('CoAdmin')]).toEqual([
      1, 1, 0,
    ]);
  });

  it('tells only those who oversee everything who is a SUPERUSER', async () => {
    const { userName } = await create.user(database(), { permissions: ['SUPERUSER', 'Operator'] });
    const told = async (kind: keyof typeof actors) =>
      (await find(kind, { search: userName })).reply?.rows.map(({ permissions }) => permissions);
    expect(await told('PlatformAdmin')).toEqual([['SUPERUSER']]);
    expect(await told('Operator')).toEqual([null]);
  });

  it('finds a person by id, and those whose sign-in is blocked', async () => {
    const { id } = await create.user(database(), { id: 90_001, emailVerified: false });
    expect((await find('Operator', { search: String(id) })).reply?.rows).toMatchObject([
      { id, isBlocked: true },
    ]);
    const blocked = await find('Operator', { filters: { signIn: 'blocked' } });
    expect(blocked.reply?.rows.map((row) => row.id)).toEqual([id]);
  });

  it('refuses a CoAdmin’s filter by sign-in, since an empty list would say that nobody is blocked', async () => {
    expect(await find('CoAdmin', { filters: { signIn: 'blocked' } })).toMatchObject({
      code: 20,
      reply: null,
    });
  });
});
