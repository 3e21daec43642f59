import { beforeAll, describe, expect, it } from 'vitest';
import { database } from '@/prisma/client';
import { create } from '@/prisma/factories';
import type { CompanyRoleName, PermissionName } from '@/prisma/generated/enums';
import type { Actor } from '../call/actor';
import { contextOf, signInAs } from '../testing/actors';
import { answered, malformed, observeCall } from '../testing/observe-call';
import { setUpTestDatabase } from '../testing/test-database';
import { getUserFromSession } from './get-user-from-session';
import { getUsers } from './get-users';

setUpTestDatabase();

interface Person {
  permissions?: PermissionName[];
  /** Their roles in the companies "ant" and "bee". */
  ant?: CompanyRoleName[];
  bee?: CompanyRoleName[];
}

const PEOPLE = {
  ann: { ant: ['CoAgent', 'CoAdmin'], bee: ['CoShareholder'] },
  ben: { permissions: ['SUPERUSER', 'Operator'], ant: ['CoShareholder'], bee: ['CoAdmin'] },
  cleo: { permissions: ['PlatformAdmin'] },
  dan: { ant: ['CoAgent'] },
  eve: {},
} satisfies Record<string, Person>;
type Name = keyof typeof PEOPLE;

const actors = {} as Record<Name, Actor>;

beforeAll(async () => {
  const ids: Record<string, number> = {};
  for (const name of ['bee', 'ant']) ids[name] = (await create.company(database(), { name })).id;
  for (const [name, person] of Object.entries<Person>(PEOPLE)) {
    const { permissions = [] } = person;
    const { id: userId } = await create.user(database(), { userName: name, permissions });
    for (const company of ['ant', 'bee'] as const) {
      for (const role of person[company] ?? [])
        await create.role(database(), { companyId: ids[company] ?? 0, userId, role });
    }
    actors[name as Name] = await signInAs(userId);
  }
});

const personOf = (name: Name, Permissions: string[], ...RoleNamesByCompanyName: object[]) => ({
  Permissions,
  RoleNamesByCompanyName,
  UserName: name,
  Email: `${name}@example.com`,
  ExternalId: actors[name].userId,
});

/** The complete object of each person, as the person and actors who oversee everything get it. */
const WHOLE: Record<Name, () => object> = {
  ann: () => personOf('ann', ['CompanyAdmin'], { bee: ['CoShareholder'] }, { ant: ['CoAdmin', 'CoAgent'] }),
  ben: () =>
    personOf(
      'ben',
      ['Operator', 'SUPERUSER', 'CompanyAdmin'],
      { bee: ['CoAdmin'] },
      { ant: ['CoShareholder'] },
    ),
  cleo: () => personOf('cleo', ['PlatformAdmin']),
  dan: () => personOf('dan', [], { ant: ['CoAgent'] }),
  eve: () => personOf('eve', []),
};

describe('GetUsers', () => {
  const get = (name: Name, request: unknown = {}) =>
    observeCall(() => getUsers.run(actors[name], request, contextOf()));

  it.each(['cleo', 'ben'] as const)(
    'returns every user with a role to %s, who oversees everything',
    async (name) => {
      const expected = [WHOLE.ann(), WHOLE.ben(), WHOLE.dan()];
      const read = await get(name, { sessionId: 'a GUID' });
      expect(read).toEqual(answered(expected));
      expect(JSON.stringify(read.reply)).toBe(JSON.stringify(expected));
    },
  );

  it('returns to a CoAdmin only roles in their company, without permissions and e-mails', async () => {
    expect(await get('ann')).toEqual(
      answered([
        personOf('ann', ['CompanyAdmin'], { ant: ['CoAdmin', 'CoAgent'] }),
        { ...personOf('ben', [], { ant: ['CoShareholder'] }), Email: '' },
        { ...personOf('dan', [], { ant: ['CoAgent'] }), Email: '' },
      ]),
    );
  });

  it('follows the current roles of the actor', async () => {
    const userId = actors.ann.userId;
    const where = { userId, role: 'CoAdmin' as const };
    const held = await database().companyRole.findFirstOrThrow({ where });
    await database().companyRole.deleteMany({ where });
    expect(await get('ann')).toEqual(answered([]));
    await database().companyRole.create({ data: held });
    expect(await get('ann')).toMatchObject({ reply: { length: 3 } });
  });

  it.each([null, [], 'x'])('refuses the request %j with code 100', async (request) => {
    expect(await get('cleo', request)).toEqual(malformed('The request must be an object.'));
  });
});

describe('GetUserFromSession', () => {
  const get = (name: Name, request: unknown = {}) =>
    observeCall(() => getUserFromSession.run(actors[name], request, contextOf()));

  it.each(Object.keys(PEOPLE) as Name[])(
    'returns to %s all their own permissions and roles',
    async (name) => {
      const read = await get(name, { SESSIONID: 'a GUID' });
      expect(read).toEqual(answered(WHOLE[name]()));
      expect(JSON.stringify(read.reply)).toBe(JSON.stringify(WHOLE[name]()));
    },
  );

  it.each([null, [], 'x'])('refuses the request %j with code 100', async (request) => {
    expect(await get('eve', request)).toEqual(malformed('The request must be an object.'));
  });
});
