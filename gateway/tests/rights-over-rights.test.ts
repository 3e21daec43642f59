import { describe, expect, it } from 'vitest';
import { changesSince, readState } from '@/domain/testing/state';
import { database } from '@/prisma/client';
import { giveRole, makeCompany, makeSession, makeUser } from '@/prisma/factories';
import type { PermissionName } from '@/prisma/generated/enums';
import { PROTOCOLS } from '../testing/client';
import { setUpGateway } from '../testing/gateway';
import { makePerson, openSignedIn } from '../testing/people';
import { post } from '../testing/raw';

const gateway = setUpGateway();

interface Person {
  id: number;
  userName: string;
}
/** The caller, people who hold more than he, a plain one, and a company in which he is, or is not, CoAdmin. */
interface Scene {
  caller: Person;
  platformAdmin: Person;
  superuser: Person;
  plain: Person;
  companyName: string;
}
type Kind = 'plain' | 'CoAdmin' | 'Operator' | 'PlatformAdmin';

async function makeScene(kind: Kind): Promise<Scene> {
  const db = database();
  const permissions: PermissionName[] = kind === 'Operator' || kind === 'PlatformAdmin' ? [kind] : [];
  const caller = await makePerson({ permissions });
  const [own, other] = [await makeCompany(db), await makeCompany(db)];
  if (kind === 'CoAdmin') await giveRole(db, { companyId: own.id, userId: caller.id, role: 'CoAdmin' });
  return {
    caller,
    platformAdmin: await makeUser(db, { permissions: ['PlatformAdmin', 'Operator'] }),
    superuser: await makeUser(db, { permissions: ['SUPERUSER'] }),
    plain: await makeUser(db),
    companyName: other.name,
  };
}

type Attempt = [kind: Kind, call: string, payload: (scene: Scene) => object, code: number];
const give =
  (whom: keyof Omit<Scene, 'companyName'>, Permission: unknown, more: object = {}) =>
  (scene: Scene) => ({ UserId: scene[whom].id, Permission, ...more });
const info = (whom: keyof Omit<Scene, 'companyName'>, fields: object) => (scene: Scene) => ({
  userId: scene[whom].id,
  ...fields,
});
const admin = (whom: 'caller' | 'plain') => (scene: Scene) => ({
  companyName: scene.companyName,
  roleNames: ['CoAdmin'],
  userName: scene[whom].userName,
});

// Ways to raise oneself or somebody else, or to bring down somebody who holds more. None of them may work.
const ATTEMPTS: Attempt[] = [
  ...(['plain', 'CoAdmin', 'PlatformAdmin'] as const).flatMap((kind): Attempt[] => [
    [kind, 'AddUserPermission', give('caller', 'Operator'), 20],
    [kind, 'AddUserPermission', give('plain', 'Operator'), 20],
    [kind, 'AddUserPermission', give('caller', 'SUPERUSER'), 20],
    [kind, 'RevokeUserPermission', give('superuser', 'SUPERUSER'), 20],
    [kind, 'SetUserInfo', info('superuser', { emailVerified: false }), 20],
    [kind, 'UnlockUser', give('caller', 'SUPERUSER'), 20],
    [kind, 'ForceUserLogoff', ({ superuser }) => ({ username: superuser.userName }), 20],
  ]),
  ...(['plain', 'CoAdmin', 'Operator'] as const).flatMap((kind): Attempt[] => [
    [kind, 'UpdateCompanyAddRoles', admin('caller'), 20],
    [kind, 'UpdateCompanyAddRoles', admin('plain'), 20],
    [kind, 'RemoveAllCoAdmins', ({ companyName }) => ({ companyName }), 20],
  ]),
  ['Operator', 'AddUserPermission', give('caller', 'SUPERUSER'), 20],
  ['Operator', 'AddUserPermission', give('caller', 'PlatformAdmin'), 20],
  ['Operator', 'AddUserPermission', give('plain', 'SUPERUSER'), 20],
  ['Operator', 'AddUserPermission', give('caller', 'superuser'), 104],
  ['Operator', 'AddUserPermission', give('caller', ' SUPERUSER'), 104],
  ['Operator', 'AddUserPermission', give('caller', 'CompanyAdmin'), 104],
  ['Operator', 'AddUserPermission', give('caller', 'Operator,SUPERUSER'), 104],
  ['Operator', 'AddUserPermission', give('caller', ['SUPERUSER']), 100],
  ['Operator', 'AddUserPermission', give('caller', 'Operator', { PERMISSION: 'SUPERUSER' }), 100],
  ['Operator', 'RevokeUserPermission', give('platformAdmin', 'PlatformAdmin'), 20],
  ['Operator', 'RevokeUserPermission', give('superuser', 'SUPERUSER'), 20],
  ['Operator', 'SetUserInfo', info('superuser', { emailVerified: false }), 20],
  ['Operator', 'SetUserInfo', info('platformAdmin', { emailVerified: false }), 20],
  ['Operator', 'SetUserInfo', info('caller', { emailVerified: false }), 101],
  ['Operator', 'SetUserInfo', info('superuser', { password: 'mine-and-only-mine' }), 20],
  ['Operator', 'SetUserInfo', info('plain', { emailVerified: true, password: 'mine-and-mine' }), 106],
  ['Operator', 'SetUserInfo', info('plain', { email: 'mine@example.com' }), 106],
  ['Operator', 'UnlockUser', give('superuser', ''), 20],
  ['Operator', 'UnlockUser', give('platformAdmin', ''), 20],
  ['Operator', 'ForceUserLogoff', ({ plain }) => ({ username: plain.userName }), 20],
  // What a program might send along, and no call looks at.
  ['plain', 'GetOperators', ({ superuser }) => ({ userId: superuser.id, actorId: superuser.id }), 20],
  ['plain', 'GetUserInfo', ({ caller }) => ({ userId: caller.id, permissions: ['SUPERUSER'] }), 20],
  [
    'CoAdmin',
    'RemoveUserRole',
    ({ companyName }) => ({ companyName, roleName: 'CoAdmin', userName: 'x' }),
    20,
  ],
];

describe.each(PROTOCOLS)('over %s', (protocol) => {
  it.each(ATTEMPTS)('%s does not raise anybody by %s', async (kind, call, payload, code) => {
    const scene = await makeScene(kind);
    const client = await openSignedIn(protocol, gateway.origin, scene.caller.userName);
    const before = await readState();
    const own = await client.call('GetUserFromSession');
    expect(await client.call(call, payload(scene))).toMatchObject({ code, reply: null });
    expect(await changesSince(before)).toEqual({ removed: [], added: [] });
    expect(await client.call('GetUserFromSession')).toEqual(own);
    client.close();
  });

  it('a SUPERUSER gives and takes any permission, but neither revokes nor bars the last of his kind', async () => {
    await database().userPermission.deleteMany();
    const { id: UserId, userName } = await makePerson({ permissions: ['SUPERUSER'] });
    const client = await openSignedIn(protocol, gateway.origin, userName);
    const { id } = await makePerson();
    const last = { code: 101, reply: null };
    const change = (call: string, whom: number) =>
      client.call(call, { UserId: whom, Permission: 'SUPERUSER', emailVerified: false });
    expect(await change('RevokeUserPermission', UserId)).toMatchObject(last);
    expect(await change('SetUserInfo', UserId)).toMatchObject(last);
    expect(await change('AddUserPermission', id)).toMatchObject({ code: 0 });
    expect(await change('SetUserInfo', UserId)).toMatchObject(last);
    expect(await change('RevokeUserPermission', UserId)).toMatchObject({ code: 0 });
    expect(await change('RevokeUserPermission', id)).toMatchObject({ code: 20 });
    client.close();
  });
});

describe('over HTTP', () => {
  it.each<Record<string, string>>([
    { 'X-User': 'root', 'X-Permissions': 'SUPERUSER' },
    { 'X-Forwarded-User': 'root', 'X-Real-IP': '127.0.0.1' },
    { Cookie: 'access-console.session=x; next-auth.session-token=x' },
    { 'X-HTTP-Method-Override': 'GET' },
  ])('headers as %j make nobody more than he is', async (headers) => {
    const { id: userId } = await makePerson();
    const { secret } = await makeSession(database(), { userId, door: 'gateway' });
    const carried = { ...headers, Authorization: `Bearer ${secret}` };
    expect(await post(gateway.origin, 'GetOperators', {}, carried)).toMatchObject({ status: 403 });
    expect(await post(gateway.origin, 'GetOperators', {}, headers)).toMatchObject({ status: 401 });
  });
});
