import { beforeAll, describe, expect, it } from 'vitest';
import { database } from '@/prisma/client';
import { create } from '@/prisma/factories';
import type { Account, User } from '@/prisma/generated/client';
import type { Actor } from '../call/actor';
import { contextOf, newActor } from '../testing/actors';
import { answered, malformed, observeCall } from '../testing/observe-call';
import { setUpTestDatabase } from '../testing/test-database';
import { getUserAccountInfos } from './get-user-account-infos';
import { getUserAccounts } from './get-user-accounts';

setUpTestDatabase();

const NO_SUCH_ID = 2_147_483_647;

let actor: Actor;
let user: User;
/** Two accounts on one OMS, and a third on another. */
let accounts: [Account, Account, Account];
let emptyOms: number;

beforeAll(async () => {
  const db = database();
  actor = await newActor({ permissions: ['PlatformAdmin'] });
  user = await create.user(db);
  const [one, two] = [await create.oms(db), await create.oms(db)];
  emptyOms = (await create.oms(db)).id;
  accounts = [
    await create.account(db, { omsId: one.id }),
    await create.account(db, { omsId: one.id }),
    await create.account(db, { omsId: two.id }),
  ];
  for (const { id: accountId } of accounts.toReversed()) {
    await create.link(db, { userId: user.id, accountId });
    await create.link(db, {
      userId: actor.userId,
      accountId: (await create.account(db, { omsId: one.id })).id,
    });
  }
});

const infoOf = ({ omsId, id, handle }: Account) => ({
  OMSID: omsId,
  AccountId: id,
  AccountName: handle,
  AccountHandle: handle,
});

describe.each([
  ['GetUserAccounts', getUserAccounts, ['omsId', 'userId', 'userName'], ({ id }: Account): unknown => id],
  ['GetUserAccountInfos', getUserAccountInfos, ['OMSId', 'UserId', 'UserName'], infoOf],
] as const)('%s', (_, operation, [oms, id, name], replyOf) => {
  const read = (request: unknown) => observeCall<unknown>(() => operation.run(actor, request, contextOf()));

  it.each<[string, () => object]>([
    ['by id', () => ({ [id]: user.id })],
    ['by name', () => ({ [name]: user.userName })],
    ['by both', () => ({ [id]: user.id, [name]: user.userName })],
    ['with 0 for the OMS', () => ({ [oms]: 0, [id]: user.id, [name]: '' })],
    ['with keys in lower case', () => ({ [oms.toLowerCase()]: null, [id.toLowerCase()]: user.id })],
    ['with keys in upper case', () => ({ [name.toUpperCase()]: user.userName, SESSIONID: 'x' })],
  ])('returns the accounts that a user is linked to, ordered by id, when asked %s', async (_, requestOf) => {
    const { reply, ...left } = await read(requestOf());
    expect({ ...left, reply }).toEqual(answered(accounts.map(replyOf)));
    expect(JSON.stringify(reply)).toBe(JSON.stringify(accounts.map(replyOf)));
  });

  it('returns only the accounts on one OMS when the request names an OMS', async () => {
    const [first, second, third] = accounts;
    const request = { [id]: user.id, [oms.toUpperCase()]: first.omsId };
    expect(await read(request)).toEqual(answered([first, second].map(replyOf)));
    expect(await read({ [id]: user.id, [oms]: third.omsId })).toEqual(answered([replyOf(third)]));
    expect(await read({ [id]: user.id, [oms]: emptyOms })).toEqual(answered([]));
  });

  it('returns an empty list for a user without accounts', async () => {
    const { id: userId } = await create.user(database());
    expect(await read({ [id]: userId })).toEqual(answered([]));
  });

  it('names a user or OMS that does not exist', async () => {
    const upper = user.userName.toUpperCase();
    for (const [request, detail] of [
      [{ [id]: NO_SUCH_ID }, `There is no user ${NO_SUCH_ID}.`],
      [{ [name]: upper }, `There is no user ${upper}.`],
      [{ [id]: user.id, [oms]: NO_SUCH_ID }, `There is no OMS ${NO_SUCH_ID}.`],
      [
        { [id]: NO_SUCH_ID, [name]: user.userName },
        `user ${NO_SUCH_ID} and user ${user.userName} are not one and the same.`,
      ],
      [
        { [id]: user.id, [name]: actor.userName },
        `user ${user.id} and user ${actor.userName} are not one and the same.`,
      ],
    ] as const) {
      expect(await read(request)).toEqual({ ...answered(null), code: 104, detail });
    }
  });

  it.each<[string, unknown, string]>([
    ['no user', {}, `${id} or ${name} must be given.`],
    ['user 0 and no name', { [id]: 0, [name]: '' }, `${id} or ${name} must be given.`],
    ['an id as text', { [id]: '2' }, `${id} must be an integer.`],
    ['a number as a name', { [name]: 5 }, `${name} must be a string.`],
    ['an OMS id as text', { [id]: 1, [oms]: 'x' }, `${oms} must be an integer.`],
    ['a key given twice', { userid: 1, USERID: 1 }, `${id} is given twice, in different case.`],
    ['a body that is not an object', 'x', 'The request must be an object.'],
  ])('refuses a request with %s with code 100', async (_, request, detail) => {
    expect(await read(request)).toEqual(malformed(detail));
  });
});
