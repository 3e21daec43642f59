import { beforeEach, describe, expect, it } from 'vitest';
import { database } from '@/prisma/client';
import { create } from '@/prisma/factories';
import type { MutationContext } from '../call/mutation';
import { contextOf } from '../testing/actors';
import { outcomeOf } from '../testing/outcome';
import { changesSince, readEntries, readState } from '../testing/state';
import { setUpTestDatabase } from '../testing/test-database';
import { makeUserAndAccount, type UserAndAccount } from '../testing/user-and-account';
import { removeUserAccount } from './remove';

setUpTestDatabase();

const SUCCESS = { result: true, errormsg: null, errorcode: 0, detail: null };
const NO_SUCH_ID = 2_147_483_647;

let scene: UserAndAccount;
beforeEach(async () => {
  scene = await makeUserAndAccount();
  await create.link(database(), { userId: scene.user.id, accountId: scene.account.id });
});

const remove = (request: unknown, context: Partial<MutationContext> = {}) =>
  outcomeOf(removeUserAccount.run(scene.actor, request, contextOf(context)));
const preview = (request: unknown) => removeUserAccount.preview.run(scene.actor, request, contextOf());
const byIds = () => ({ accountId: scene.account.id, userId: scene.user.id });
const byNames = () => ({ accountHandle: scene.account.handle, userName: scene.user.userName });
const isLinked = async () => (await database().userAccount.count({ where: byIds() })) === 1;

describe('a request of RemoveUserAccount', () => {
  it.each<[string, () => unknown]>([
    ['by ids', byIds],
    ['by names', byNames],
    ['by ids and names that agree', () => ({ ...byIds(), ...byNames() })],
    ['by account id and user name', () => ({ accountId: scene.account.id, userName: scene.user.userName })],
    ['by handle and user id', () => ({ accountHandle: scene.account.handle, userId: scene.user.id })],
    ['with 0 and "" for what is not given', () => ({ ...byIds(), accountHandle: '', userName: '' })],
    ['with null for what is not given', () => ({ ...byNames(), accountId: null, userId: null })],
    [
      'with keys in another case',
      () => ({ ACCOUNTID: scene.account.id, UserId: scene.user.id, AccountHandle: '' }),
    ],
    ['with unknown keys', () => ({ ...byIds(), sessionId: 'x', account: 3 })],
  ])('%s is accepted', async (_, requestOf) => {
    expect(await remove(requestOf())).toEqual({ code: 0, detail: null, reply: SUCCESS });
    expect(await isLinked()).toBe(false);
  });

  it.each<[string, object | null, string]>([
    ['no account', { accountId: 0 }, 'accountId or accountHandle must be given.'],
    ['no user', { userId: undefined }, 'userId or userName must be given.'],
    ['an id as text', { accountId: '2' }, 'accountId must be an integer.'],
    ['a fraction', { userId: 0.5 }, 'userId must be an integer.'],
    ['a negative id', { accountId: -7 }, 'accountId must be a positive integer.'],
    ['an id too large', { userId: 2 ** 31 }, 'userId must be at most 2147483647.'],
    ['a number as a name', { userName: 5 }, 'userName must be a string.'],
    ['a NUL in a name', { accountHandle: 'a\0b' }, 'accountHandle must not contain a NUL character.'],
    ['a name too long', { userName: 'x'.repeat(201) }, 'userName must have at most 200 characters.'],
    ['a key given twice', { UserID: 7 }, 'userId is given twice, in different case.'],
    ['a body that is not an object', null, 'The request must be an object.'],
  ])('with %s is refused with code 100, and writes nothing', async (_, invalid, detail) => {
    const [state, entries] = [await readState(), await readEntries()];
    expect(await remove(invalid && { ...byIds(), ...invalid })).toEqual({ code: 100, detail, reply: null });
    expect(await changesSince(state)).toEqual({ removed: [], added: [] });
    expect(await readEntries()).toEqual(entries);
  });

  it('may have a name of 200 characters, counted as code points and not as UTF-16 code units', async () => {
    const userName = '\u{1F33E}'.repeat(200);
    const { id } = await create.user(database(), { userName });
    await create.link(database(), { userId: id, accountId: scene.account.id });
    expect(await remove({ accountId: scene.account.id, userName })).toMatchObject({ code: 0 });
  });
});

describe('RemoveUserAccount', () => {
  it('removes one link, and keeps the user, the account and their other links', async () => {
    const second = await create.account(database(), { omsId: scene.account.omsId });
    await create.link(database(), { userId: scene.user.id, accountId: second.id, isDefault: true });
    await create.link(database(), { userId: scene.actor.userId, accountId: scene.account.id });
    const state = await readState();
    expect(await remove(byIds())).toMatchObject({ code: 0 });
    const removed = { table: 'user_accounts', user_id: scene.user.id, account_id: scene.account.id };
    expect(await changesSince(state)).toEqual({ removed: [removed], added: [] });
  });

  it('clears the user’s default account if that was unlinked, and no default of other users', async () => {
    await database().user.update({
      where: { id: scene.user.id },
      data: { defaultAccountId: scene.account.id },
    });
    await create.link(database(), {
      userId: scene.actor.userId,
      accountId: scene.account.id,
      isDefault: true,
    });
    expect(await remove(byIds())).toMatchObject({ code: 0 });
    const defaults = await database().user.findMany({
      where: { id: { in: [scene.user.id, scene.actor.userId] } },
      select: { id: true, defaultAccountId: true },
      orderBy: { defaultAccountId: 'asc' },
    });
    expect(defaults).toEqual([
      { id: scene.actor.userId, defaultAccountId: scene.account.id },
      { id: scene.user.id, defaultAccountId: null },
    ]);
  });

  it('refuses a second removal with code 104, as already removed', async () => {
    await remove(byIds());
    expect(await remove(byIds())).toMatchObject({
      code: 104,
      detail: expect.stringContaining('already removed'),
    });
  });

  it.each<[string, () => object, () => string]>([
    ['an unknown account', () => ({ accountId: NO_SUCH_ID }), () => `There is no account ${NO_SUCH_ID}.`],
    ['an unknown user', () => ({ userId: NO_SUCH_ID }), () => `There is no user ${NO_SUCH_ID}.`],
    ['an unknown handle', () => ({ accountId: 0, accountHandle: 'nope' }), () => 'There is no account nope.'],
    [
      'a name in another case',
      () => ({ userId: 0, userName: scene.user.userName.toUpperCase() }),
      () => `There is no user ${scene.user.userName.toUpperCase()}.`,
    ],
    [
      'a name with a wildcard',
      () => ({ userId: 0, userName: scene.user.userName.replace(/.$/, '_') }),
      () => `There is no user ${scene.user.userName.replace(/.$/, '_')}.`,
    ],
  ])('names %s', async (_, invalid, detail) => {
    expect(await remove({ ...byIds(), ...invalid() })).toMatchObject({ code: 104, detail: detail() });
    expect(await isLinked()).toBe(true);
  });

  it('refuses an id and a name that refer to different things, and names both', async () => {
    const other = await create.account(database(), { omsId: scene.account.omsId });
    const names = [other.handle, 'nope'].map((accountHandle) => ({ accountHandle }));
    for (const invalid of [...names, { userName: scene.actor.userName }, { userName: 'nope' }]) {
      const { code, detail } = await remove({ ...byIds(), ...invalid });
      expect(code).toBe(104);
      for (const words of Object.values(invalid)) expect(detail).toContain(words);
      expect(detail).toContain(`${'userName' in invalid ? scene.user.id : scene.account.id}`);
    }
    expect(await isLinked()).toBe(true);
  });
});

describe('the preview of RemoveUserAccount', () => {
  it.each<[string[], { isDefault: boolean; hasOthers: boolean }]>([
    [[], { isDefault: false, hasOthers: true }],
    [['default_account'], { isDefault: true, hasOthers: true }],
    [['last_user'], { isDefault: false, hasOthers: false }],
    [['default_account', 'last_user'], { isDefault: true, hasOthers: false }],
  ])('shows the facts and the warnings %j', async (warnings, { isDefault, hasOthers }) => {
    const defaultAccountId = isDefault ? scene.account.id : null;
    await database().user.update({ where: { id: scene.user.id }, data: { defaultAccountId } });
    if (hasOthers) await create.link(database(), { userId: scene.actor.userId, accountId: scene.account.id });
    const second = await create.account(database(), { omsId: scene.account.omsId });
    await create.link(database(), { userId: scene.user.id, accountId: second.id });
    const { facts, objection } = await preview(byNames());
    expect(facts).toEqual({
      ...byIds(),
      ...byNames(),
      isDefault,
      otherAccounts: 1,
      otherUsers: hasOthers ? 1 : 0,
      warnings,
    });
    expect(objection).toBeNull();
  });

  it('tells blocked other users from no other user', async () => {
    const { id: userId } = await create.user(database(), { emailVerified: false });
    await create.link(database(), { userId, accountId: scene.account.id });
    expect((await preview(byIds())).facts).toMatchObject({
      otherUsers: 0,
      warnings: ['no_user_can_sign_in'],
    });
  });

  it('gives a digest that makes the removal refuse changed facts', async () => {
    const { digest: expectedDigest } = await preview(byIds());
    await database().user.update({
      where: { id: scene.user.id },
      data: { defaultAccountId: scene.account.id },
    });
    const refusal = { code: 101, detail: expect.stringContaining('changed while you were looking') };
    expect(await remove(byIds(), { expectedDigest })).toMatchObject(refusal);
    expect(await isLinked()).toBe(true);
    expect(await remove(byIds(), { expectedDigest: (await preview(byIds())).digest })).toMatchObject({
      code: 0,
    });
  });
});
