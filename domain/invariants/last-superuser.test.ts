import { beforeEach, describe, expect, it } from 'vitest';
import { database } from '@/prisma/client';
import { makeUser } from '@/prisma/factories';
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

const makeSuperuser = (overrides: Parameters<typeof makeUser>[1] = {}) =>
  makeUser(database(), { passwordHash, permissions: ['SUPERUSER'], ...overrides });
const able = () =>
  database().userPermission.count({
    where: { permission: 'SUPERUSER', user: { emailVerified: true, passwordHash: { not: null } } },
  });

/** The two ways in which a SUPERUSER can be lost. */
const WAYS = {
  revokes: (actor: Actor, UserId: number) =>
    calls.RevokeUserPermission.run(actor, { UserId, Permission: 'SUPERUSER' }, contextOf()),
  bars: (actor: Actor, userId: number) =>
    calls.SetUserInfo.run(actor, { userId, emailVerified: false }, contextOf()),
};
type Way = keyof typeof WAYS;
const lose = (way: Way, actor: Actor, userId: number) => observeCall<unknown>(() => WAYS[way](actor, userId));

describe.each(Object.keys(WAYS) as Way[])('who %s the last SUPERUSER who can sign in', (way) => {
  it.each<[string, Parameters<typeof makeUser>[1]]>([
    ['is alone', { permissions: [] }],
    ['leaves one without a password', { passwordHash: null }],
    ['leaves one who is barred', { emailVerified: false }],
    ['leaves a PlatformAdmin', { permissions: ['PlatformAdmin', 'Operator'] }],
  ])('is refused when he %s', async (_, other) => {
    const last = await makeSuperuser();
    await makeSuperuser(other);
    // Without a password, so that he is not one who can sign in himself.
    const actor = await newActor({ permissions: ['SUPERUSER'] });
    const detail = `${last.userName} (user ${last.id}) is the last SUPERUSER who can sign in. Name another first.`;
    expect(await lose(way, actor, last.id)).toEqual(
      refused(101, detail, `${last.userName} (user ${last.id})`),
    );
    expect(await able()).toBe(1);
  });

  it.each<[string, Parameters<typeof makeUser>[1]]>([
    ['has no password', { passwordHash: null }],
    ['is barred', { emailVerified: false }],
    ['is one of two', {}],
  ])('may do it when that one %s', async (_, subject) => {
    const actor = await signInAs((await makeSuperuser()).id);
    const { id } = await makeSuperuser(subject);
    expect(await lose(way, actor, id)).toMatchObject({ code: 0 });
    expect(await able()).toBe(1);
  });

  it.each<[string, Parameters<typeof makeUser>[1]]>([
    ['without a password', { passwordHash: null }],
    ['barred', { emailVerified: false }],
  ])('may do it to one %s, even where nobody can sign in', async (_, subject) => {
    const actor = await newActor({ permissions: ['SUPERUSER'] });
    const { id } = await makeSuperuser(subject);
    expect(await able()).toBe(0);
    expect(await lose(way, actor, id)).toMatchObject({ code: 0 });
  });
});

describe('the last SUPERUSER who can sign in', () => {
  it('can not revoke his own right, until he has named another', async () => {
    const { id } = await makeSuperuser();
    const actor = await signInAs(id);
    expect(await lose('revokes', actor, id)).toMatchObject({ code: 101, removed: [], added: [] });
    const { id: UserId } = await makeUser(database(), { passwordHash });
    await calls.AddUserPermission.run(actor, { UserId, Permission: 'SUPERUSER' }, contextOf());
    expect(await lose('revokes', actor, id)).toMatchObject({ code: 0 });
    expect(await able()).toBe(1);
  });

  it('may lose his other permissions, and be shown that he is not barred', async () => {
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

/** What each of two does, and to whom: the other, or himself. */
type Deed = [Way, 'the other' | 'himself'];

describe(`two SUPERUSERs at once, ${ROUNDS} times`, () => {
  it.each<[Deed, Deed]>([
    [
      ['revokes', 'the other'],
      ['revokes', 'the other'],
    ],
    [
      ['bars', 'the other'],
      ['bars', 'the other'],
    ],
    [
      ['revokes', 'the other'],
      ['bars', 'the other'],
    ],
    [
      ['revokes', 'himself'],
      ['revokes', 'himself'],
    ],
  ])('of whom one %j and one %j, leave one who can sign in', async (...deeds) => {
    for (let round = 0; round < ROUNDS; round += 1) {
      await database().userPermission.deleteMany();
      const users = [await makeSuperuser(), await makeSuperuser()];
      const ids = users.map(({ id }) => id);
      const actors = [await signInAs(ids[0] ?? 0), await signInAs(ids[1] ?? 0)];
      const outcomes = await Promise.all(
        actors.map((actor, index) => {
          const [way, whom] = deeds[index] ?? ['revokes', 'himself'];
          const subject = ids.find((id) => (id === actor.userId) === (whom === 'himself'));
          return outcomeOf<unknown>(untilAnswered<unknown>(() => WAYS[way](actor, subject ?? 0)));
        }),
      );
      const [done, ...others] = outcomes.map(({ code }) => code).toSorted((a, b) => a - b);
      expect(done).toBe(0);
      expect([20, 101]).toContain(others[0]);
      expect(await able()).toBe(1);
    }
    expect((await checkChain()).problems).toEqual([]);
  });

  it('with a third, in a ring, leave one who can sign in', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      await database().userPermission.deleteMany();
      const [ann, ben, cleo] = [await makeSuperuser(), await makeSuperuser(), await makeSuperuser()];
      const [byAnn, byBen, byCleo] = [
        await signInAs(ann.id),
        await signInAs(ben.id),
        await signInAs(cleo.id),
      ];
      const deeds = [
        () => WAYS.revokes(byAnn, ben.id),
        () => WAYS.bars(byBen, cleo.id),
        () => WAYS.revokes(byCleo, ann.id),
      ];
      const outcomes = deeds.map((deed) => outcomeOf<unknown>(untilAnswered<unknown>(deed)));
      const codes = (await Promise.all(outcomes)).map(({ code }) => code);
      for (const code of codes) expect([0, 20, 101]).toContain(code);
      expect(await able()).toBeGreaterThanOrEqual(1);
    }
  });
});
