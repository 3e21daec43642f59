import { beforeEach, describe, expect, it } from 'vitest';
import { database } from '@/prisma/client';
import { create } from '@/prisma/factories';
import { SUCCESS } from '../call/errors';
import { contextOf } from '../testing/actors';
import { checkChain } from '../testing/chain';
import { expectRecordedReply, malformed, observeCall, refused } from '../testing/observe-call';
import { changesSince, readState } from '../testing/state';
import { setUpTestDatabase } from '../testing/test-database';
import { makeUserAndAccount, type UserAndAccount } from '../testing/user-and-account';
import { addUserAccount } from './add';
import { removeUserAccount } from './remove';

setUpTestDatabase();

const NO_SUCH_ID = 2_147_483_647;

let scene: UserAndAccount;
beforeEach(async () => {
  scene = await makeUserAndAccount();
});

const add = (request: unknown) => observeCall(() => addUserAccount.run(scene.actor, request, contextOf()));
const makeRequest = () => ({
  accountId: scene.account.id,
  accountHandle: scene.account.handle,
  userId: scene.user.id,
  userName: scene.user.userName,
});
const row = () => ({ table: 'user_accounts', user_id: scene.user.id, account_id: scene.account.id });
const target = () =>
  `${scene.user.userName} (user ${scene.user.id}) · ${scene.account.handle} (account ${scene.account.id})`;

describe('a request of AddUserAccount', () => {
  it.each<[string, (full: ReturnType<typeof makeRequest>) => unknown]>([
    ['with all documented keys', (full) => full],
    ['by ids', ({ accountId, userId }) => ({ accountId, userId })],
    ['by names', ({ accountHandle, userName }) => ({ accountHandle, userName })],
    ['with 0 or an empty text for what is not given', (full) => ({ ...full, accountId: 0, userName: '' })],
    [
      'with keys in another case',
      (full) => ({ ACCOUNTID: full.accountId, accounthandle: null, UserID: 0, UserName: full.userName }),
    ],
    ['with unknown keys', (full) => ({ ...full, sessionId: 'x', IsDefault: true })],
  ])('%s adds exactly one link', async (_, requestOf) => {
    const expected = { code: 0, detail: null, reply: SUCCESS, removed: [], added: [row()] };
    expect(await add(requestOf(makeRequest()))).toMatchObject(expected);
  });

  it.each<[string, object | null, string]>([
    ['no account', { accountId: 0, accountHandle: '' }, 'accountId or accountHandle must be given.'],
    ['no user', { userId: null, userName: null }, 'userId or userName must be given.'],
    ['an id as text', { accountId: '1' }, 'accountId must be an integer.'],
    ['a number as a name', { userName: 5 }, 'userName must be a string.'],
    ['a key given twice', { USERID: 1 }, 'userId is given twice, in different case.'],
    ['a body that is not an object', null, 'The request must be an object.'],
  ])('with %s is refused with code 100', async (_, invalid, detail) => {
    expect(await add(invalid && { ...makeRequest(), ...invalid })).toEqual(malformed(detail));
  });
});

describe('AddUserAccount', () => {
  it('refuses a link that exists already, whether the request gives ids or names', async () => {
    await create.link(database(), { userId: scene.user.id, accountId: scene.account.id, isDefault: true });
    const detail = `${scene.user.userName} (user ${scene.user.id}) is linked to account ${scene.account.id}, ${scene.account.handle}, already.`;
    const { accountId, accountHandle, userId, userName } = makeRequest();
    for (const request of [makeRequest(), { accountId, userName }, { accountHandle, userId }]) {
      expect(await add(request)).toEqual(refused(101, detail, target()));
    }
  });

  it('names an account or user that does not exist', async () => {
    const [handle, name] = [scene.account.handle.toUpperCase(), scene.user.userName.toUpperCase()];
    for (const [request, thing] of [
      [{ accountId: NO_SUCH_ID, userId: scene.user.id }, `account ${NO_SUCH_ID}`],
      [{ accountHandle: handle, userId: scene.user.id }, `account ${handle}`],
      [{ accountId: scene.account.id, userId: NO_SUCH_ID }, `user ${NO_SUCH_ID}`],
      [{ accountId: scene.account.id, userName: name }, `user ${name}`],
    ] as const) {
      expect(await add(request)).toEqual(refused(104, `There is no ${thing}.`));
    }
  });

  it('names both the id and the name when they refer to different things', async () => {
    const another = await create.account(database(), { omsId: scene.account.omsId });
    const accounts = `account ${scene.account.id} and account ${another.handle} are not one and the same.`;
    expect(await add({ ...makeRequest(), accountHandle: another.handle })).toEqual(refused(104, accounts));
    const users = `user ${scene.user.id} and user ${scene.actor.userName} are not one and the same.`;
    expect(await add({ ...makeRequest(), userName: scene.actor.userName })).toEqual(refused(104, users));
    const unknownUser = `user ${NO_SUCH_ID} and user ${scene.user.userName} are not one and the same.`;
    expect(await add({ ...makeRequest(), userId: NO_SUCH_ID })).toEqual(refused(104, unknownUser));
    const unknownAccount = `account ${NO_SUCH_ID} and account ${scene.account.handle} are not one and the same.`;
    expect(await add({ ...makeRequest(), accountId: NO_SUCH_ID })).toEqual(refused(104, unknownAccount));
  });

  it('is audited with the new link and the account’s OMS', async () => {
    const { entries } = await add({ ACCOUNTID: scene.account.id, username: scene.user.userName });
    expect(entries).toMatchObject([
      {
        call: 'AddUserAccount',
        outcome: 'done',
        errorCode: 0,
        target: target(),
        reply: SUCCESS,
        subjectUserId: scene.user.id,
        accountId: scene.account.id,
        omsId: scene.account.omsId,
        companyId: null,
        request: { accountId: scene.account.id, userName: scene.user.userName },
        before: null,
        after: { ...makeRequest(), isDefaultAccount: false },
      },
    ]);
    expect((await checkChain()).problems).toEqual([]);
  });

  it('gives the recorded reply to a repeated request id', async () => {
    await expectRecordedReply((context) => addUserAccount.run(scene.actor, makeRequest(), context));
  });

  it('restores the state before a removal', async () => {
    await create.link(database(), { userId: scene.user.id, accountId: scene.account.id });
    const state = await readState();
    await removeUserAccount.run(scene.actor, makeRequest(), contextOf());
    expect(await readState()).not.toEqual(state);
    expect(await add(makeRequest())).toMatchObject({ code: 0 });
    expect(await readState()).toEqual(state);
  });

  it('restores the link to a former default account without making it the default', async () => {
    await create.link(database(), { userId: scene.user.id, accountId: scene.account.id, isDefault: true });
    const state = await readState();
    await removeUserAccount.run(scene.actor, makeRequest(), contextOf());
    await add(makeRequest());
    expect(await changesSince(state)).toEqual({
      removed: [
        expect.objectContaining({ table: 'users', id: scene.user.id, default_account_id: scene.account.id }),
      ],
      added: [expect.objectContaining({ table: 'users', id: scene.user.id, default_account_id: null })],
    });
  });
});
