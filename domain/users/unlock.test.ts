import { beforeEach, describe, expect, it } from 'vitest';
import { database } from '@/prisma/client';
import { create } from '@/prisma/factories';
import type { User } from '@/prisma/generated/client';
import type { Actor } from '../call/actor';
import { admitSignIn } from '../sign-in/admit';
import { contextOf, newActor } from '../testing/actors';
import { checkChain } from '../testing/chain';
import { failSignIns } from '../testing/failed-sign-ins';
import { expectRecordedReply, malformed, malformedIds, observeCall, refused } from '../testing/observe-call';
import { setUpTestDatabase } from '../testing/test-database';
import { unlockUser } from './unlock';

setUpTestDatabase();

const NO_SUCH_ID = 2_147_483_647;
const HERE = '192.0.2.1';

let actor: Actor;
let user: User;

beforeEach(async () => {
  actor = await newActor({ permissions: ['Operator'] });
  user = await create.user(database());
  await database().signInFailure.deleteMany();
});

const unlock = (request: unknown) => observeCall(() => unlockUser.run(actor, request, contextOf()));
const target = () => `${user.userName} (user ${user.id})`;
const failure = (userName: string) =>
  expect.objectContaining({ table: 'sign_in_failures', user_name: userName });

describe('a request of UnlockUser', () => {
  it.each(['UserId', 'userid', 'USERID'])(
    'is accepted with the key %s, and answered with true',
    async (key) => {
      expect(await unlock({ [key]: user.id, sessionId: 'x' })).toMatchObject({ code: 0, reply: true });
    },
  );

  it.each(malformedIds('UserId'))('with %s is refused with code 100', async (_, request, detail) => {
    expect(await unlock(request)).toEqual(malformed(detail));
  });
});

describe('UnlockUser', () => {
  it('forgets the failures under the user name from every address, and no others', async () => {
    await failSignIns(user.userName, { count: 2 });
    await failSignIns(user.userName, { count: 1, address: '198.51.100.1' });
    await failSignIns(user.userName, { count: 1, address: null });
    await failSignIns(user.userName.toUpperCase(), { count: 1 });
    await failSignIns(actor.userName, { count: 1 });
    const removed = Array.from({ length: 4 }, () => failure(user.userName));
    expect(await unlock({ UserId: user.id })).toMatchObject({ code: 0, reply: true, removed, added: [] });
  });

  it.each<[string, number, number]>([
    ['one address', 10, 1],
    ['all addresses', 5, 20],
  ])('lets the user sign in at once after too many failures from %s', async (_, count, places) => {
    for (let place = 1; place <= places; place += 1) {
      await failSignIns(user.userName, { count, address: `192.0.2.${place}` });
    }
    expect(await admitSignIn({ userName: user.userName, userId: user.id, address: HERE, device: null })).toBe(
      false,
    );
    await unlock({ UserId: user.id });
    expect(await admitSignIn({ userName: user.userName, userId: user.id, address: HERE, device: null })).toBe(
      true,
    );
  });

  it('does not unlock an address that is locked by failures under other names', async () => {
    for (let name = 0; name < 50; name += 1) await failSignIns(`other ${name}`, { count: 1 });
    await unlock({ UserId: user.id });
    expect(await admitSignIn({ userName: user.userName, userId: user.id, address: HERE, device: null })).toBe(
      false,
    );
  });

  it('succeeds for a user who is not locked', async () => {
    expect(await unlock({ UserId: user.id })).toMatchObject({ code: 0, reply: true, removed: [], added: [] });
  });

  it('names a user who does not exist', async () => {
    const refusal = refused(104, `There is no user ${NO_SUCH_ID}.`, `user ${NO_SUCH_ID}`);
    expect(await unlock({ UserId: NO_SUCH_ID })).toEqual(refusal);
  });

  it.each([
    [true, 10],
    [false, 9],
  ])('is audited with the lock before the call: %s after %i failures', async (locked, count) => {
    await failSignIns(user.userName, { count });
    await failSignIns(user.userName, { count: 3, secondsAgo: 16 * 60 });
    const { entries } = await unlock({ userid: user.id });
    const state = { userId: user.id, userName: user.userName };
    expect(entries).toMatchObject([
      {
        call: 'UnlockUser',
        outcome: 'done',
        errorCode: 0,
        target: target(),
        reply: true,
        actorId: actor.userId,
        subjectUserId: user.id,
        request: { UserId: user.id },
        before: { ...state, locked, numberOfFailedAttempt: count },
        after: { ...state, locked: false, numberOfFailedAttempt: 0 },
      },
    ]);
    expect((await checkChain()).problems).toEqual([]);
  });

  it('gives the recorded reply to a repeated request id', async () => {
    await expectRecordedReply((context) => unlockUser.run(actor, { UserId: user.id }, context));
  });

  it('does not forget later failures when the call is repeated with its request id', async () => {
    const context = contextOf();
    await unlockUser.run(actor, { UserId: user.id }, context);
    await failSignIns(user.userName, { count: 1 });
    const again = await observeCall(() => unlockUser.run(actor, { UserId: user.id }, context));
    expect(again).toMatchObject({ code: 0, reply: true, removed: [], added: [], entries: [] });
  });
});
