import { beforeEach, describe, expect, it } from 'vitest';
import { database } from '@/prisma/client';
import { create } from '@/prisma/factories';
import { contextOf, newActor, readActor } from '../testing/actors';
import { checkChain } from '../testing/chain';
import { expectRecordedReply, malformed, observeCall, refused } from '../testing/observe-call';
import { readEntries } from '../testing/state';
import { setUpTestDatabase } from '../testing/test-database';
import { makeUserAndAccount, type UserAndAccount } from '../testing/user-and-account';
import { setUserInfo } from './set-info';

setUpTestDatabase();

const NO_SUCH_ID = 2_147_483_647;

let scene: UserAndAccount;
beforeEach(async () => {
  scene = await makeUserAndAccount();
  const { user, account } = scene;
  await create.link(database(), { userId: user.id, accountId: account.id, isDefault: true });
});

const set = (request: object | null) => observeCall(() => setUserInfo.run(scene.actor, request, contextOf()));
const setUser = (given: object) => set({ userId: scene.user.id, ...given });
const target = () => `${scene.user.userName} (user ${scene.user.id})`;
const userObject = (emailVerified: boolean) => ({
  userId: scene.user.id,
  userName: scene.user.userName,
  email: scene.user.email,
  emailVerified,
  accountId: scene.account.id,
  omsId: scene.account.omsId,
  use2FA: false,
  locked: false,
  lockedTime: null,
  numberOfFailedAttempt: 0,
});
const row = (isVerified: boolean) =>
  expect.objectContaining({ table: 'users', id: scene.user.id, email_verified: isVerified });

describe('a request of SetUserInfo', () => {
  it.each<[string, () => object]>([
    ['with the documented keys', () => ({ userId: scene.user.id, emailVerified: false })],
    ['with keys in another case', () => ({ USERID: scene.user.id, EmailVerified: false, SessionId: 'x' })],
    ['with the whole user object', () => ({ ...userObject(true), emailVerified: false })],
    [
      'with other fields not given',
      () => ({
        userId: scene.user.id,
        emailVerified: false,
        email: '',
        omsId: 0,
        password: '',
        use2FA: null,
      }),
    ],
  ])('%s blocks exactly one user from signing in, and returns the user', async (_, requestOf) => {
    const { code, reply, removed, added } = await set(requestOf());
    expect({ code, removed, added }).toEqual({ code: 0, removed: [row(true)], added: [row(false)] });
    expect(JSON.stringify(reply)).toBe(JSON.stringify(userObject(false)));
  });

  it.each<[string, object, string]>([
    ['no user', { userId: 0, emailVerified: false }, 'userId is not given.'],
    ['nothing to set', {}, 'emailVerified is not given.'],
    ['emailVerified null', { emailVerified: null }, 'emailVerified is not given.'],
    ['emailVerified as text', { emailVerified: 'false' }, 'emailVerified must be true or false.'],
    ['a number as email', { emailVerified: true, email: 5 }, 'email must be a string.'],
    [
      'a key given twice',
      { emailVerified: true, EMAILVERIFIED: false },
      'emailVerified is given twice, in different case.',
    ],
  ])('with %s is refused with code 100', async (_, given, detail) => {
    expect(await setUser(given)).toEqual(malformed(detail));
  });

  it.each<[string, object, string]>([
    ['the name', { userName: 'another-user' }, 'userName'],
    ['the name in another case', { emailVerified: false, userName: 'USER' }, 'userName'],
    ['the email', { emailVerified: false, email: 'other@example.com' }, 'email'],
    ['the account and OMS', { accountId: NO_SUCH_ID, omsId: NO_SUCH_ID }, 'accountId, omsId'],
    ['a second factor', { emailVerified: false, use2FA: true }, 'use2FA'],
    ['a lock', { locked: true }, 'locked'],
    ['the time of a lock', { lockedTime: '2001-01-01T00:00:00Z' }, 'lockedTime'],
    ['the number of failures', { emailVerified: true, numberOfFailedAttempt: 7 }, 'numberOfFailedAttempt'],
    ['the password', { emailVerified: false, Password: 'hunter2-hunter2' }, 'password'],
    ['a number as password', { password: 5 }, 'password'],
  ])('to change %s is refused with code 106, and changes nothing', async (_, given, words) => {
    const detail = `SetUserInfo changes emailVerified only, not ${words}. Nothing was changed.`;
    expect(await setUser(given)).toEqual(refused(106, detail, target()));
  });
});

describe('SetUserInfo', () => {
  it('ends the user’s sessions, which stay ended when sign-in is allowed again', async () => {
    const { id, secret } = await create.session(database(), { userId: scene.user.id });
    await setUser({ emailVerified: false });
    expect(await readActor(secret)).toBeNull();
    await setUser({ emailVerified: true });
    expect(await readActor(secret)).toBeNull();
    expect((await database().session.findUniqueOrThrow({ where: { id } })).endedAt).not.toBeNull();
  });

  it.each([true, false])('accepts the value that is stored already: %s', async (emailVerified) => {
    await database().user.update({ where: { id: scene.user.id }, data: { emailVerified } });
    expect(await setUser({ emailVerified })).toMatchObject({
      code: 0,
      removed: [],
      added: [],
      reply: userObject(emailVerified),
      entries: [{ before: { emailVerified }, after: { emailVerified } }],
    });
  });

  it('refuses to block the actor themselves', async () => {
    const detail = 'You can’t block your own sign-in. Ask another Operator.';
    const own = { userId: scene.actor.userId, emailVerified: false };
    expect(await set(own)).toEqual(
      refused(101, detail, `${scene.actor.userName} (user ${scene.actor.userId})`),
    );
    expect(await set({ ...own, emailVerified: true })).toMatchObject({ code: 0, removed: [], added: [] });
  });

  it('names a user who does not exist', async () => {
    const request = { userId: NO_SUCH_ID, emailVerified: false };
    expect(await set(request)).toEqual(refused(104, `There is no user ${NO_SUCH_ID}.`, `user ${NO_SUCH_ID}`));
  });

  it('is audited with emailVerified before and after', async () => {
    const { entries, reply } = await set({ USERID: scene.user.id, emailverified: false });
    const state = { userId: scene.user.id, userName: scene.user.userName };
    expect(entries).toMatchObject([
      {
        call: 'SetUserInfo',
        outcome: 'done',
        errorCode: 0,
        detail: null,
        target: target(),
        reply,
        actorId: scene.actor.userId,
        subjectUserId: scene.user.id,
        omsId: null,
        companyId: null,
        request: { userId: scene.user.id, emailVerified: false },
        before: { ...state, emailVerified: true },
        after: { ...state, emailVerified: false },
      },
    ]);
    expect((await checkChain()).problems).toEqual([]);
  });

  it('gives the recorded reply to a repeated request id', async () => {
    const request = { userId: scene.user.id, emailVerified: false };
    await expectRecordedReply((context) => setUserInfo.run(scene.actor, request, context));
  });

  it('never writes a password to the audit log', async () => {
    const plain = await newActor();
    for (const password of ['hunter2', ['hunter2'], { hunter2: 'hunter2' }, { a: { b: 'hunter2' } }]) {
      for (const key of ['password', 'PassWord', 'PASSWORD']) {
        const request = { userId: scene.user.id, emailVerified: false, [key]: password };
        for (const by of [scene.actor, plain]) {
          await observeCall(() => setUserInfo.run(by, request, contextOf()));
        }
      }
    }
    const entries = (await readEntries()).filter(({ subjectUserId }) => subjectUserId === scene.user.id);
    // Those of the refused actor name the person as well.
    expect(entries).toHaveLength(24);
    const log = JSON.stringify(await readEntries(), (_, value) =>
      typeof value === 'bigint' ? `${value}` : value,
    );
    expect(log).not.toContain('hunter2');
  });
});
