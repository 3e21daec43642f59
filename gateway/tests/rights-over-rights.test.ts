import { describe, expect, it } from 'vitest';
import { changesSince, readState } from '@/domain/testing/state';
import { database } from '@/prisma/client';
import { create } from '@/prisma/factories';
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
/** The actor, people with more permissions, one without any, and a company in which the actor has no role. */
interface Scene {
  actor: Person;
  platformAdmin: Person;
  superuser: Person;
  plain: Person;
  companyName: string;
}
type Kind = 'plain' | 'CoAdmin' | 'Operator' | 'PlatformAdmin';

async function makeScene(kind: Kind): Promise<Scene> {
  const db = database();
  const permissions: PermissionName[] = kind === 'Operator' || kind === 'PlatformAdmin' ? [kind] : [];
  const actor = await makePerson({ permissions });
  const [own, other] = [await create.company(db), await create.company(db)];
  if (kind === 'CoAdmin') await create.role(db, { companyId: own.id, userId: actor.id, role: 'CoAdmin' });
  return {
    actor,
    platformAdmin: await create.user(db, { permissions: ['PlatformAdmin', 'Operator'] }),
    superuser: await create.user(db, { permissions: ['SUPERUSER'] }),
    plain: await create.user(db),
    companyName: other.name,
  };
}

type Attempt = [kind: Kind, call: string, payload: (scene: Scene) => object, code: number];
const permission =
  (person: keyof Omit<Scene, 'companyName'>, Permission: unknown, more: object = {}) =>
  (scene: Scene) => ({ UserId: scene[person].id, Permission, ...more });
const info = (person: keyof Omit<Scene, 'companyName'>, fields: object) => (scene: Scene) => ({
  userId: scene[person].id,
  ...fields,
});
const admin = (person: 'actor' | 'plain') => (scene: Scene) => ({
  companyName: scene.companyName,
  roleNames: ['CoAdmin'],
  userName: scene[person].userName,
});

// Attempts to raise one's own or another user's rights, or to lower those of a user with more. None may
// succeed.
const ATTEMPTS: Attempt[] = [
  ...(['plain', 'CoAdmin', 'PlatformAdmin'] as const).flatMap((kind): Attempt[] => [
    [kind, 'AddUserPermission', permission('actor', 'Operator'), 20],
    [kind, 'AddUserPermission', permission('plain', 'Operator'), 20],
    [kind, 'AddUserPermission', permission('actor', 'SUPERUSER'), 20],
    [kind, 'RevokeUserPermission', permission('superuser', 'SUPERUSER'), 20],
    [kind, 'SetUserInfo', info('superuser', { emailVerified: false }), 20],
    [kind, 'UnlockUser', permission('actor', 'SUPERUSER'), 20],
    [kind, 'ForceUserLogoff', ({ superuser }) => ({ username: superuser.userName }), 20],
  ]),
  ...(['plain', 'CoAdmin', 'Operator'] as const).flatMap((kind): Attempt[] => [
    [kind, 'UpdateCompanyAddRoles', admin('actor'), 20],
    [kind, 'UpdateCompanyAddRoles', admin('plain'), 20],
    [kind, 'RemoveAllCoAdmins', ({ companyName }) => ({ companyName }), 20],
  ]),
  ['Operator', 'AddUserPermission', permission('actor', 'SUPERUSER'), 20],
  ['Operator', 'AddUserPermission', permission('actor', 'PlatformAdmin'), 20],
  ['Operator', 'AddUserPermission', permission('plain', 'SUPERUSER'), 20],
  ['Operator', 'AddUserPermission', permission('actor', 'superuser'), 104],
  ['Operator', 'AddUserPermission', permission('actor', ' SUPERUSER'), 104],
  ['Operator', 'AddUserPermission', permission('actor', 'CompanyAdmin'), 104],
  ['Operator', 'AddUserPermission', permission('actor', 'Operator,SUPERUSER'), 104],
  ['Operator', 'AddUserPermission', permission('actor', ['SUPERUSER']), 100],
  ['Operator', 'AddUserPermission', permission('actor', 'Operator', { PERMISSION: 'SUPERUSER' }), 100],
  ['Operator', 'RevokeUserPermission', permission('platformAdmin', 'PlatformAdmin'), 20],
  ['Operator', 'RevokeUserPermission', permission('superuser', 'SUPERUSER'), 20],
  ['Operator', 'SetUserInfo', info('superuser', { emailVerified: false }), 20],
  ['Operator', 'SetUserInfo', info('platformAdmin', { emailVerified: false }), 20],
  ['Operator', 'SetUserInfo', info('actor', { emailVerified: false }), 101],
  ['Operator', 'SetUserInfo', info('superuser', { password: 'mine-and-only-mine' }), 20],
  ['Operator', 'SetUserInfo', info('plain', { emailVerified: true, password: 'mine-and-mine' }), 106],
  ['Operator', 'SetUserInfo', info('plain', { email: 'mine@example.com' }), 106],
  ['Operator', 'UnlockUser', permission('superuser', ''), 20],
  ['Operator', 'UnlockUser', permission('platformAdmin', ''), 20],
  ['Operator', 'ForceUserLogoff', ({ plain }) => ({ username: plain.userName }), 20],
  // Additional keys, which no call reads.
  ['plain', 'GetOperators', ({ superuser }) => ({ userId: superuser.id, actorId: superuser.id }), 20],
  ['plain', 'GetUserInfo', ({ actor }) => ({ userId: actor.id, permissions: ['SUPERUSER'] }), 20],
  [
    'CoAdmin',
    'RemoveUserRole',
    ({ companyName }) => ({ companyName, roleName: 'CoAdmin', userName: 'x' }),
    20,
  ],
];

describe.each(PROTOCOLS)('over %s', (protocol) => {
  it.each(ATTEMPTS)(
    'a user of the kind %s changes nobody’s rights by %s',
    async (kind, call, payload, code) => {
      const scene = await makeScene(kind);
      const client = await openSignedIn(protocol, gateway.origin, scene.actor.userName);
      const before = await readState();
      const own = await client.call('GetUserFromSession');
      expect(await client.call(call, payload(scene))).toMatchObject({ code, reply: null });
      expect(await changesSince(before)).toEqual({ removed: [], added: [] });
      expect(await client.call('GetUserFromSession')).toEqual(own);
      client.close();
    },
  );

  it('a SUPERUSER can change any permission, but not revoke or block the last SUPERUSER', async () => {
    await database().userPermission.deleteMany();
    const { id: UserId, userName } = await makePerson({ permissions: ['SUPERUSER'] });
    const client = await openSignedIn(protocol, gateway.origin, userName);
    const { id } = await makePerson();
    const last = { code: 101, reply: null };
    const change = (call: string, userId: number) =>
      client.call(call, { UserId: userId, Permission: 'SUPERUSER', emailVerified: false });
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
  ])('headers like %j give no additional rights', async (headers) => {
    const { id: userId } = await makePerson();
    const { secret } = await create.session(database(), { userId, door: 'gateway' });
    const carried = { ...headers, Authorization: `Bearer ${secret}` };
    expect(await post(gateway.origin, 'GetOperators', {}, carried)).toMatchObject({ status: 403 });
    expect(await post(gateway.origin, 'GetOperators', {}, headers)).toMatchObject({ status: 401 });
  });
});
