import { beforeEach, describe, expect, it } from 'vitest';
import { database } from '@/prisma/client';
import { create } from '@/prisma/factories';
import type { User } from '@/prisma/generated/client';
import type { Actor } from '../call/actor';
import { SUCCESS } from '../call/errors';
import { contextOf, newActor, signInAs } from '../testing/actors';
import { checkChain } from '../testing/chain';
import { expectRecordedReply, malformed, observeCall, refused } from '../testing/observe-call';
import { readState } from '../testing/state';
import { setUpTestDatabase } from '../testing/test-database';
import { addUserPermission } from './add-permission';
import { revokeUserPermission } from './revoke-permission';

setUpTestDatabase();

const NO_SUCH_ID = 2_147_483_647;
const PERMISSIONS = ['Operator', 'PlatformAdmin', 'SUPERUSER'] as const;

let superuser: Actor;
let user: User;

beforeEach(async () => {
  superuser = await newActor({ permissions: ['SUPERUSER'] });
  user = await create.user(database());
});

const add = (request: unknown) => observeCall(() => addUserPermission.run(superuser, request, contextOf()));
const revoke = (request: unknown) =>
  observeCall(() => revokeUserPermission.run(superuser, request, contextOf()));
const makeRequest = (Permission: string) => ({ UserId: user.id, Permission });
const row = (permission: string) => ({ table: 'user_permissions', user_id: user.id, permission });
const target = () => `${user.userName} (user ${user.id})`;

describe.each([
  ['AddUserPermission', add],
  ['RevokeUserPermission', revoke],
] as const)('a request of %s', (_, run) => {
  it.each<[string, object | null, string]>([
    ['no user', { UserId: 0 }, 'UserId is not given.'],
    ['no permission', { Permission: '' }, 'Permission is not given.'],
    ['an id as text', { UserId: '1' }, 'UserId must be an integer.'],
    ['a list of permissions', { Permission: ['Operator'] }, 'Permission must be a string.'],
    ['a key given twice', { permission: 'Operator' }, 'Permission is given twice, in different case.'],
    ['a body that is not an object', null, 'The request must be an object.'],
  ])('with %s is refused with code 100', async (_, invalid, detail) => {
    expect(await run(invalid && { ...makeRequest('Operator'), ...invalid })).toEqual(malformed(detail));
  });

  it.each(['operator', 'CompanyAdmin', 'CoAdmin', 'superuser', ' Operator', 'constructor'])(
    'for %j is refused with code 104, because it is not a stored permission',
    async (name) => {
      const detail = `There is no permission ${name} to give or take. Permissions are Operator, PlatformAdmin, SUPERUSER.`;
      expect(await run(makeRequest(name))).toEqual(refused(104, detail, `user ${user.id} · ${name}`));
    },
  );

  it('for a user who does not exist is refused with code 104', async () => {
    const detail = `There is no user ${NO_SUCH_ID}.`;
    expect(await run({ ...makeRequest('Operator'), UserId: NO_SUCH_ID })).toEqual(refused(104, detail));
  });
});

describe('the field Value', () => {
  it.each<[unknown, string | 0]>([
    [undefined, 0],
    [null, 0],
    [1, 0],
    [true, 0],
    [0, 'Value asks for RevokeUserPermission: call that instead.'],
    [false, 'Value asks for RevokeUserPermission: call that instead.'],
    ...[2, -1, '1', '0', '', 'true', [], [1], {}].map((value): [unknown, string] => [
      value,
      'Value must be 1 or true.',
    ]),
  ])('with %j in AddUserPermission gives this detail (0: it succeeds): %j', async (Value, expected) => {
    const answer = await add({ ...makeRequest('Operator'), Value });
    if (expected === 0) expect(answer).toMatchObject({ code: 0, removed: [] });
    else expect(answer).toEqual(malformed(String(expected)));
  });

  it.each<[unknown, string | 0]>([
    [undefined, 0],
    [null, 0],
    [0, 0],
    [false, 0],
    [1, 'Value asks for AddUserPermission: call that instead.'],
    [true, 'Value asks for AddUserPermission: call that instead.'],
    ...[2, '0', '', [], {}].map((value): [unknown, string] => [value, 'Value must be 0 or false.']),
  ])('with %j in RevokeUserPermission gives this detail (0: it succeeds): %j', async (Value, expected) => {
    user = await create.user(database(), { permissions: ['Operator'] });
    const answer = await revoke({ ...makeRequest('Operator'), vALUE: Value });
    if (expected === 0) expect(answer).toMatchObject({ code: 0, removed: [row('Operator')] });
    else expect(answer).toEqual(malformed(String(expected)));
  });
});

describe('AddUserPermission', () => {
  it.each(['PlatformAdmin', 'SUPERUSER'])('adds %s, and changes nothing else', async (permission) => {
    const expected = { code: 0, detail: null, reply: SUCCESS, removed: [], added: [row(permission)] };
    expect(await add({ userid: user.id, PERMISSION: permission, sessionId: 'x' })).toMatchObject(expected);
  });

  it('adds Operator, and makes an operator with the user’s id and name', async () => {
    const { code, removed, added } = await add(makeRequest('Operator'));
    expect({ code, removed }).toEqual({ code: 0, removed: [] });
    const operator = { table: 'operators', id: user.id, guid: expect.any(String), name: user.userName };
    expect(new Set(added)).toEqual(new Set([row('Operator'), operator]));
  });

  it('keeps the operator name and the OMSs of a former operator', async () => {
    const operator = await create.user(database(), { permissions: ['Operator'], operatorName: 'Dana Reyes' });
    await create.assignment(database(), {
      operatorId: operator.id,
      omsId: (await create.oms(database())).id,
    });
    user = operator;
    const state = await readState();
    expect(await revoke(makeRequest('Operator'))).toMatchObject({
      code: 0,
      removed: [row('Operator')],
      added: [],
    });
    expect(await add(makeRequest('Operator'))).toMatchObject({
      code: 0,
      removed: [],
      added: [row('Operator')],
    });
    expect(await readState()).toEqual(state);
  });

  it.each(PERMISSIONS)('refuses %s when the user holds it already', async (permission) => {
    user = await create.user(database(), { permissions: [permission] });
    const detail = `${target()} holds the permission ${permission} already.`;
    expect(await add(makeRequest(permission))).toEqual(refused(101, detail, target()));
  });

  it('takes effect with the next call of the user', async () => {
    const actor = await signInAs(user.id);
    await add(makeRequest('SUPERUSER'));
    expect(actor.permissions).toEqual([]);
    expect((await signInAs(user.id)).permissions).toEqual(['SUPERUSER']);
  });
});

describe('RevokeUserPermission', () => {
  it.each(PERMISSIONS)('revokes %s, and keeps the other permissions', async (permission) => {
    user = await create.user(database(), { permissions: [...PERMISSIONS] });
    const request = { USERID: user.id, permission, sessionId: 'x' };
    const expected = { code: 0, detail: null, reply: SUCCESS, removed: [row(permission)], added: [] };
    expect(await revoke(request)).toMatchObject(expected);
  });

  it.each(PERMISSIONS)('refuses %s when the user does not hold it', async (permission) => {
    const detail = `${target()} does not hold the permission ${permission}: already revoked, or never held.`;
    expect(await revoke(makeRequest(permission))).toEqual(refused(104, detail, target()));
  });
});

describe('a change of a permission', () => {
  it.each([
    ['AddUserPermission', add, ['Operator'], ['Operator', 'SUPERUSER'], 'SUPERUSER'],
    ['RevokeUserPermission', revoke, ['Operator', 'PlatformAdmin'], ['Operator'], 'PlatformAdmin'],
  ] as const)('with %s is audited with all permissions before and after', async (...given) => {
    const [call, run, before, after, permission] = given;
    user = await create.user(database(), { permissions: [...before] });
    const { entries } = await run({ userID: user.id, PERMISSION: permission });
    const state = { userId: user.id, userName: user.userName };
    expect(entries).toMatchObject([
      {
        call,
        outcome: 'done',
        errorCode: 0,
        detail: null,
        target: target(),
        reply: SUCCESS,
        actorId: superuser.userId,
        subjectUserId: user.id,
        omsId: null,
        companyId: null,
        request: makeRequest(permission),
        before: { ...state, permissions: before },
        after: { ...state, permissions: after },
      },
    ]);
    expect((await checkChain()).problems).toEqual([]);
  });

  it('gives the recorded reply to a repeated request id, for both calls', async () => {
    const request = makeRequest('PlatformAdmin');
    await expectRecordedReply((context) => addUserPermission.run(superuser, request, context));
    await expectRecordedReply((context) => revokeUserPermission.run(superuser, request, context));
  });

  it.each(PERMISSIONS)('can be undone completely by the opposite call: %s', async (permission) => {
    user = await create.user(database(), { permissions: [permission] });
    const state = await readState();
    await revoke(makeRequest(permission));
    expect(await readState()).not.toEqual(state);
    await add(makeRequest(permission));
    expect(await readState()).toEqual(state);
  });

  it('gives the recorded reply even to an actor who revoked their own SUPERUSER permission', async () => {
    const request = { UserId: superuser.userId, Permission: 'Operator' };
    await add(request);
    await create.user(database(), {
      permissions: ['SUPERUSER'],
      passwordHash: '$argon2id$v=19$m=8,t=1,p=1$x',
    });
    const own = { UserId: superuser.userId, Permission: 'SUPERUSER' };
    await expectRecordedReply((context) => revokeUserPermission.run(superuser, own, context));
    expect(await add(makeRequest('PlatformAdmin'))).toMatchObject({ code: 20, removed: [], added: [] });
  });
});
