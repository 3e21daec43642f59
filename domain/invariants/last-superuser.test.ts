import { beforeEach, describe, expect, it } from 'vitest';
import { database } from '@/prisma/client';
import { create } from '@/prisma/factories';
import type { Actor } from '../call/actor';
import { calls } from '../registry';
import { contextOf, newActor, signInAs } from '../testing/actors';
import { checkChain } from '../testing/chain';
import { observeCall, refused } from '../testing/observe-call';
import { outcomeOf, untilAnswered } from '../testing/outcome';
import { setUpTestDatabase } from '../testing/test-database';

setUpTestDatabase();

const ROUNDS = 40;
const passwordHash = '$argon2id$v=19$m=8,t=1,p=1$c2FsdA$aGFzaA';

beforeEach(async () => {
  await database().userPermission.deleteMany();
});

const makeSuperuser = (overrides: Parameters<typeof create.user>[1] = {}) =>
  create.user(database(), { passwordHash, permissions: ['SUPERUSER'], ...overrides });
const countWhoCanSignIn = () =>
  database().userPermission.count({
    where: { permission: 'SUPERUSER', user: { emailVerified: true, passwordHash: { not: null } } },
  });

/** The two calls that could leave no SUPERUSER who can sign in. */
const WAYS = {
  RevokeUserPermission: (actor: Actor, UserId: number) =>
    calls.RevokeUserPermission.run(actor, { UserId, Permission: 'SUPERUSER' }, contextOf()),
  SetUserInfo: (actor: Actor, userId: number) =>
    calls.SetUserInfo.run(actor, { userId, emailVerified: false }, contextOf()),
};
type Way = keyof typeof WAYS;
const perform = (way: Way, actor: Actor, userId: number) =>
  observeCall<unknown>(() => WAYS[way](actor, userId));

describe.each(Object.keys(WAYS) as Way[])('%s', (way) => {
  it.each<[string, Parameters<typeof create.user>[1]]>([
    ['a plain user', { permissions: [] }],
    ['a SUPERUSER without a password', { passwordHash: null }],
    ['a SUPERUSER blocked from signing in', { emailVerified: false }],
    ['a PlatformAdmin and Operator', { permissions: ['PlatformAdmin', 'Operator'] }],
  ])('is refused on the last SUPERUSER who can sign in when the only other user is %s', async (_, other) => {
    const last = await makeSuperuser();
    await makeSuperuser(other);
    // The actor has no password, and so does not count as a SUPERUSER who can sign in.
    const actor = await newActor({ permissions: ['SUPERUSER'] });
    const detail = `${last.userName} (user ${last.id}) is the last SUPERUSER who can sign in. Name another first.`;
    expect(await perform(way, actor, last.id)).toEqual(
      refused(101, detail, `${last.userName} (user ${last.id})`),
    );
    expect(await countWhoCanSignIn()).toBe(1);
  });

  it.each<[string, Parameters<typeof create.user>[1]]>([
    ['has no password', { passwordHash: null }],
    ['is blocked from signing in', { emailVerified: false }],
    ['is one of two who can sign in', {}],
  ])('is allowed on a SUPERUSER who %s', async (_, subject) => {
    const actor = await signInAs((await makeSuperuser()).id);
    const { id } = await makeSuperuser(subject);
    expect(await perform(way, actor, id)).toMatchObject({ code: 0 });
    expect(await countWhoCanSignIn()).toBe(1);
  });

  it.each<[string, Parameters<typeof create.user>[1]]>([
    ['without a password', { passwordHash: null }],
    ['blocked from signing in', { emailVerified: false }],
  ])('is allowed on a SUPERUSER %s, even when no SUPERUSER can sign in', async (_, subject) => {
    const actor = await newActor({ permissions: ['SUPERUSER'] });
    const { id } = await makeSuperuser(subject);
    expect(await countWhoCanSignIn()).toBe(0);
    expect(await perform(way, actor, id)).toMatchObject({ code: 0 });
  });
});

describe('the last SUPERUSER who can sign in', () => {
  it('cannot revoke their own permission until they have added another SUPERUSER', async () => {
    const { id } = await makeSuperuser();
    const actor = await signInAs(id);
    expect(await perform('RevokeUserPermission', actor, id)).toMatchObject({
      code: 101,
      removed: [],
      added: [],
    });
    const { id: UserId } = await create.user(database(), { passwordHash });
    await calls.AddUserPermission.run(actor, { UserId, Permission: 'SUPERUSER' }, contextOf());
    expect(await perform('RevokeUserPermission', actor, id)).toMatchObject({ code: 0 });
    expect(await countWhoCanSignIn()).toBe(1);
  });

  it('may revoke their own other permissions, and may set their own emailVerified to true', async () => {
    const { id: userId } = await makeSuperuser({ permissions: ['SUPERUSER', 'Operator', 'PlatformAdmin'] });
    const actor = await signInAs(userId);
    for (const Permission of ['Operator', 'PlatformAdmin']) {
      const request = { UserId: userId, Permission };
      const revoke = () => calls.RevokeUserPermission.run(actor, request, contextOf());
      expect(await observeCall(revoke)).toMatchObject({ code: 0, removed: [{ permission: Permission }] });
    }
    const set = () => calls.SetUserInfo.run(actor, { userId, emailVerified: true }, contextOf());
    expect(await observeCall(set)).toMatchObject({ code: 0, removed: [], added: [] });
  });
});

/** The call that each of two SUPERUSERs makes, and the user it is about: the other one or themselves. */
type Deed = [Way, 'the other' | 'themselves'];

describe(`concurrent calls of SUPERUSERs, ${ROUNDS} times`, () => {
  it.each<[Deed, Deed]>([
    [
      ['RevokeUserPermission', 'the other'],
      ['RevokeUserPermission', 'the other'],
    ],
    [
      ['SetUserInfo', 'the other'],
      ['SetUserInfo', 'the other'],
    ],
    [
      ['RevokeUserPermission', 'the other'],
      ['SetUserInfo', 'the other'],
    ],
    [
      ['RevokeUserPermission', 'themselves'],
      ['RevokeUserPermission', 'themselves'],
    ],
  ])('by two of them, %j and %j, leave one who can sign in', async (...deeds) => {
    for (let round = 0; round < ROUNDS; round += 1) {
      await database().userPermission.deleteMany();
      const users = [await makeSuperuser(), await makeSuperuser()];
      const ids = users.map(({ id }) => id);
      const actors = [await signInAs(ids[0] ?? 0), await signInAs(ids[1] ?? 0)];
      const outcomes = await Promise.all(
        actors.map((actor, index) => {
          const [way, whom] = deeds[index] ?? ['RevokeUserPermission', 'themselves'];
          const subject = ids.find((id) => (id === actor.userId) === (whom === 'themselves'));
          return outcomeOf<unknown>(untilAnswered<unknown>(() => WAYS[way](actor, subject ?? 0)));
        }),
      );
      const [done, ...others] = outcomes.map(({ code }) => code).toSorted((a, b) => a - b);
      expect(done).toBe(0);
      expect([20, 101]).toContain(others[0]);
      expect(await countWhoCanSignIn()).toBe(1);
    }
    expect((await checkChain()).problems).toEqual([]);
  });

  it('by three of them, each about the next, leave at least one who can sign in', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      await database().userPermission.deleteMany();
      const [ann, ben, cleo] = [await makeSuperuser(), await makeSuperuser(), await makeSuperuser()];
      const [byAnn, byBen, byCleo] = [
        await signInAs(ann.id),
        await signInAs(ben.id),
        await signInAs(cleo.id),
      ];
      const deeds = [
        () => WAYS.RevokeUserPermission(byAnn, ben.id),
        () => WAYS.SetUserInfo(byBen, cleo.id),
        () => WAYS.RevokeUserPermission(byCleo, ann.id),
      ];
      const outcomes = deeds.map((deed) => outcomeOf<unknown>(untilAnswered<unknown>(deed)));
      const codes = (await Promise.all(outcomes)).map(({ code }) => code);
      for (const code of codes) expect([0, 20, 101]).toContain(code);
      expect(await countWhoCanSignIn()).toBeGreaterThanOrEqual(1);
    }
  });
});
