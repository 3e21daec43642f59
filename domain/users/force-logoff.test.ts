import { beforeEach, describe, expect, it } from 'vitest';
import { database } from '@/prisma/client';
import { create } from '@/prisma/factories';
import type { User } from '@/prisma/generated/client';
import type { Actor } from '../call/actor';
import { SUCCESS } from '../call/errors';
import { readSession } from '../sessions/read';
import { contextOf, newActor, readActor } from '../testing/actors';
import { checkChain } from '../testing/chain';
import { expectRecordedReply, malformed, observeCall, refused } from '../testing/observe-call';
import { setUpTestDatabase } from '../testing/test-database';
import { forceUserLogoff } from './force-logoff';
import { getPerson } from './get-person';

setUpTestDatabase();

const HOUR = 3_600_000;

let superuser: Actor;
let user: User;

beforeEach(async () => {
  superuser = await newActor({ permissions: ['SUPERUSER'] });
  user = await create.user(database(), { permissions: ['PlatformAdmin'] });
});

const logOff = (request: unknown) => observeCall(() => forceUserLogoff.run(superuser, request, contextOf()));
const open = (overrides: Partial<Parameters<typeof create.session>[1]> = {}) =>
  create.session(database(), { userId: user.id, ...overrides });
const row = (id: string, endedAt: unknown) =>
  expect.objectContaining({ table: 'sessions', id, user_id: user.id, ended_at: endedAt });

describe('a request of ForceUserLogoff', () => {
  it.each(['username', 'userName', 'USERNAME'])('is accepted with the key %s', async (key) => {
    expect(await logOff({ [key]: user.userName, sessionId: 'x' })).toMatchObject({
      code: 0,
      detail: null,
      reply: SUCCESS,
    });
  });

  it.each<[string, unknown, string]>([
    ['no name', {}, 'username is not given.'],
    ['an empty name', { username: '' }, 'username is not given.'],
    ['a number as a name', { username: 5 }, 'username must be a string.'],
    ['a key given twice', { username: 'a', userName: 'a' }, 'username is given twice, in different case.'],
    ['a body that is not an object', null, 'The request must be an object.'],
  ])('with %s is refused with code 100', async (_, request, detail) => {
    expect(await logOff(request)).toEqual(malformed(detail));
  });
});

describe('ForceUserLogoff', () => {
  it('ends every open console and gateway session of one user, who can sign in again', async () => {
    const [atConsole, atGateway] = [await open(), await open({ door: 'gateway' })];
    const idle = await open({ lastSeenAt: new Date(Date.now() - HOUR) });
    await open({ endedAt: new Date() });
    await open({ createdAt: new Date(Date.now() - 2 * HOUR), expiresAt: new Date(Date.now() - HOUR) });
    const { code, removed, added } = await logOff({ username: user.userName });
    expect(code).toBe(0);
    const ids = [atConsole.id, atGateway.id, idle.id];
    expect(new Set(removed)).toEqual(new Set(ids.map((id) => row(id, null))));
    expect(new Set(added)).toEqual(new Set(ids.map((id) => row(id, expect.any(String)))));
    expect(await readActor(atConsole.secret)).toBeNull();
    expect(await readSession(atGateway.secret, 'gateway')).toBeNull();
    expect(await readActor((await open()).secret)).toMatchObject({ permissions: ['PlatformAdmin'] });
  });

  it('can end the actor’s own sessions', async () => {
    expect(await logOff({ username: superuser.userName })).toMatchObject({ code: 0, added: { length: 1 } });
    expect(await logOff({ username: user.userName })).toMatchObject({ code: 20 });
  });

  it.each(['nobody at all', 'upper case'])('names a user who does not exist: %s', async (which) => {
    const name = which === 'upper case' ? user.userName.toUpperCase() : which;
    expect(await logOff({ username: name })).toEqual(
      refused(104, `There is no user ${name}.`, `user ${name}`),
    );
  });

  it.each(['Operator', 'PlatformAdmin'] as const)('refuses an actor who is only %s', async (permission) => {
    const actor = await newActor({ permissions: [permission] });
    await open();
    const call = () => forceUserLogoff.run(actor, { username: user.userName }, contextOf());
    expect(await observeCall(call)).toEqual(refused(20, 'ForceUserLogoff needs the permission SUPERUSER.'));
  });

  it.each([0, 2])('is previewed and audited with the number of open sessions: %i', async (openSessions) => {
    for (let index = 0; index < openSessions; index += 1) await open();
    const [now, anHourAgo] = [new Date(), new Date(Date.now() - HOUR)];
    await open({ endedAt: now });
    await open({ createdAt: anHourAgo, expiresAt: now });
    await open({ lastSeenAt: anHourAgo });
    const person = await getPerson.run(superuser, { userId: user.id }, contextOf());
    expect(person.sessions).toHaveLength(openSessions);
    const [shown] = await forceUserLogoff.dryRun(superuser, { username: user.userName });
    expect(shown?.before).toMatchObject({ openSessions });
    const { entries } = await logOff({ USERNAME: user.userName });
    const state = { userId: user.id, userName: user.userName };
    expect(entries).toMatchObject([
      {
        call: 'ForceUserLogoff',
        outcome: 'done',
        errorCode: 0,
        reply: SUCCESS,
        target: `${user.userName} (user ${user.id})`,
        subjectUserId: user.id,
        actorId: superuser.userId,
        request: { username: user.userName },
        before: { ...state, openSessions },
        after: { ...state, openSessions: 0 },
      },
    ]);
    expect((await checkChain()).problems).toEqual([]);
  });

  it('gives the recorded reply to a repeated request id, and leaves newer sessions open', async () => {
    const request = { username: user.userName };
    const { requestId } = contextOf();
    const call = () => forceUserLogoff.run(superuser, request, contextOf({ requestId }));
    await call();
    const { secret } = await open();
    await expectRecordedReply(call);
    expect(await readActor(secret)).not.toBeNull();
  });
});
