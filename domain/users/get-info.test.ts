import { beforeEach, describe, expect, it } from 'vitest';
import { database } from '@/prisma/client';
import { create } from '@/prisma/factories';
import type { Account, User } from '@/prisma/generated/client';
import type { Actor } from '../call/actor';
import { contextOf, newActor } from '../testing/actors';
import { failSignIns } from '../testing/failed-sign-ins';
import { answered, malformed, observeCall } from '../testing/observe-call';
import { setUpTestDatabase } from '../testing/test-database';
import { getUserInfo } from './get-info';

setUpTestDatabase();

const NO_SUCH_ID = 2_147_483_647;

let actor: Actor;
let user: User;
/** The user's default account, and another of their accounts on another OMS. */
let chosen: Account;
let other: Account;

beforeEach(async () => {
  const db = database();
  actor = await newActor({ permissions: ['PlatformAdmin'] });
  user = await create.user(db, { passwordHash: '$argon2id$v=19$m=8,t=1,p=1$c2FsdA$aGFzaA' });
  [chosen, other] = [
    await create.account(db, { omsId: (await create.oms(db)).id }),
    await create.account(db, { omsId: (await create.oms(db)).id }),
  ];
  await create.link(db, { userId: user.id, accountId: other.id });
  await create.link(db, { userId: user.id, accountId: chosen.id, isDefault: true });
});

const get = (request: unknown) => observeCall(() => getUserInfo.run(actor, request, contextOf()));
const userObject = (overrides: object = {}) => ({
  userId: user.id,
  userName: user.userName,
  email: user.email,
  emailVerified: true,
  accountId: chosen.id,
  omsId: chosen.omsId,
  use2FA: false,
  locked: false,
  lockedTime: null,
  numberOfFailedAttempt: 0,
  ...overrides,
});
const notFound = (detail: string) => ({ ...answered(null), code: 104, detail });

describe('GetUserInfo', () => {
  it.each<[string, () => object]>([
    ['by id', () => ({ userId: user.id })],
    ['by name', () => ({ userName: user.userName })],
    ['by both', () => ({ userId: user.id, userName: user.userName })],
    ['with 0 for the OMS', () => ({ OMSId: 0, userId: user.id, userName: '' })],
    ['with the OMS of the default account', () => ({ OMSId: chosen.omsId, userId: user.id })],
    ['with another OMS of the user', () => ({ omsid: other.omsId, USERNAME: user.userName, sessionId: 'x' })],
  ])('returns a user with the documented keys when asked %s', async (_, requestOf) => {
    const read = await get(requestOf());
    expect(read).toEqual(answered(userObject()));
    expect(JSON.stringify(read.reply)).toBe(JSON.stringify(userObject()));
  });

  it('never returns a password hash or salt', async () => {
    const { reply } = await get({ userId: user.id });
    expect(JSON.stringify(reply)).not.toMatch(/argon2|hash|salt|c2FsdA/i);
  });

  it('returns 0 for a missing default account, and emailVerified false for a blocked user', async () => {
    const data = { defaultAccountId: null, emailVerified: false };
    await database().user.update({ where: { id: user.id }, data });
    const expected = userObject({ accountId: 0, omsId: 0, emailVerified: false });
    expect(await get({ userId: user.id })).toEqual(answered(expected));
  });

  it.each<[string, boolean, number, Parameters<typeof failSignIns>[1][]]>([
    ['9 failures', false, 9, [{ count: 9 }]],
    ['10 failures from one address', true, 10, [{ count: 10 }]],
    ['10 failures from unknown addresses', true, 10, [{ count: 10, address: null }]],
    ['9 from each of two addresses', false, 18, [{ count: 9 }, { count: 9, address: '198.51.100.1' }]],
    ['10 failures whose wait is over', false, 10, [{ count: 10, secondsAgo: 31 }]],
    ['failures more than 15 minutes ago', false, 1, [{ count: 1 }, { count: 99, secondsAgo: 901 }]],
  ])(
    'returns after %s whether the user is locked: %s',
    async (_, locked, numberOfFailedAttempt, failures) => {
      for (const failure of failures) await failSignIns(user.userName, failure);
      const newest = (
        await database().signInFailure.findFirst({
          where: { userName: user.userName },
          orderBy: { at: 'desc' },
        })
      )?.at.toISOString();
      const lockedTime = locked ? newest : null;
      const expected = userObject({ locked, lockedTime, numberOfFailedAttempt });
      expect(await get({ userName: user.userName })).toEqual(answered(expected));
    },
  );

  it('names a user or OMS that does not exist', async () => {
    const upper = user.userName.toUpperCase();
    for (const [request, detail] of [
      [{ userId: NO_SUCH_ID }, `There is no user ${NO_SUCH_ID}.`],
      [{ userName: upper }, `There is no user ${upper}.`],
      [{ userId: user.id, OMSId: NO_SUCH_ID }, `There is no OMS ${NO_SUCH_ID}.`],
      [
        { userId: NO_SUCH_ID, userName: user.userName },
        `user ${NO_SUCH_ID} and user ${user.userName} are not one and the same.`,
      ],
      [
        { userId: user.id, userName: actor.userName },
        `user ${user.id} and user ${actor.userName} are not one and the same.`,
      ],
    ] as const) {
      expect(await get(request)).toEqual(notFound(detail));
    }
  });

  it('does not find a user on an OMS where they have no account', async () => {
    const { id } = await create.oms(database());
    const detail = `${user.userName} (user ${user.id}) has no account on OMS ${id}. Leave OMSId out to ask about all OMSs.`;
    expect(await get({ userId: user.id, OMSId: id })).toEqual(notFound(detail));
  });

  it.each<[string, unknown, string]>([
    ['no user', { OMSId: 1 }, 'userId or userName must be given.'],
    ['user 0 and no name', { userId: 0, userName: null }, 'userId or userName must be given.'],
    ['an id as text', { userId: '2' }, 'userId must be an integer.'],
    ['a number as a name', { userName: 5 }, 'userName must be a string.'],
    ['a key given twice', { userName: 'a', UserName: 'a' }, 'userName is given twice, in different case.'],
    ['a body that is not an object', [], 'The request must be an object.'],
  ])('refuses a request with %s with code 100', async (_, request, detail) => {
    expect(await get(request)).toEqual(malformed(detail));
  });
});
