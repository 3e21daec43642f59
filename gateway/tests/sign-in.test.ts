import { beforeEach, describe, expect, it } from 'vitest';
import { failSignIns } from '@/domain/testing/failed-sign-ins';
import { changesSince, readEntries, readState } from '@/domain/testing/state';
import { database } from '@/prisma/client';
import { create } from '@/prisma/factories';
import { openClient, PROTOCOLS } from '../testing/client';
import { setUpGateway } from '../testing/gateway';
import { makePerson, openSignedIn, PASSWORD } from '../testing/people';
import { post } from '../testing/raw';

const gateway = setUpGateway();

const HERE = '127.0.0.1';
const ELSEWHERE = '198.51.100.1';
const REJECTED = { authenticated: false, locked: false, errormsg: 'Invalid username or password' };

beforeEach(async () => {
  await database().signInFailure.deleteMany();
});

const failures = () => database().signInFailure.findMany({ select: { userName: true, address: true } });

/** Users whose sign-in is rejected, with the credentials. */
const REJECTIONS: Record<string, () => Promise<{ UserName: string; Password: string }>> = {
  'an unknown name': async () => ({ UserName: 'nobody at all', Password: PASSWORD }),
  'a wrong password': async () => ({ UserName: (await makePerson()).userName, Password: 'wrong' }),
  'a name in another case': async () => ({
    UserName: (await makePerson()).userName.toUpperCase(),
    Password: PASSWORD,
  }),
  'a password of many thousand letters': async () => ({
    UserName: (await makePerson()).userName,
    Password: 'x'.repeat(50_000),
  }),
  'a user without a password': async () => ({
    UserName: (await create.user(database())).userName,
    Password: PASSWORD,
  }),
  'a blocked user': async () => ({
    UserName: (await makePerson({ emailVerified: false })).userName,
    Password: PASSWORD,
  }),
  'a locked user': async () => {
    const { userName: UserName } = await makePerson();
    await failSignIns(UserName, { count: 10, address: HERE });
    return { UserName, Password: PASSWORD };
  },
};

describe.each(PROTOCOLS)('a sign-in over %s', (protocol) => {
  it.each(Object.keys(REJECTIONS))('of %s gets the same reply as every failed sign-in', async (name) => {
    const credentials = await REJECTIONS[name]?.();
    const client = await openClient(protocol, gateway.origin);
    const entries = await readEntries();
    expect(await client.call('AuthenticateUser', credentials)).toEqual({
      code: 0,
      detail: null,
      reply: REJECTED,
    });
    expect(await client.call('GetUserFromSession')).toMatchObject({ code: 20 });
    expect(await readEntries()).toEqual(entries);
    client.close();
  });

  it.each([{}, { UserName: 'x' }, { Password: 'x' }, { UserName: 5, Password: 'x' }])(
    'with %j is refused as malformed, and does not count as a failed sign-in',
    async (payload) => {
      const client = await openClient(protocol, gateway.origin);
      const before = await readState();
      expect(await client.call('AuthenticateUser', payload)).toMatchObject({ code: 100 });
      expect(await changesSince(before)).toEqual({ removed: [], added: [] });
      client.close();
    },
  );

  it('is locked after ten failures from its address until UnlockUser, and a live session stays', async () => {
    const { id, userName } = await makePerson({ permissions: ['Operator'] });
    const live = await openSignedIn(protocol, gateway.origin, userName);
    const client = await openClient(protocol, gateway.origin);
    const tryWith = async (Password: string) =>
      (await client.call('AuthenticateUser', { UserName: userName, Password })).reply;
    for (let count = 0; count < 10; count += 1) expect(await tryWith('wrong')).toEqual(REJECTED);
    expect(await failures()).toEqual(Array(10).fill({ userName, address: HERE }));
    expect(await tryWith(PASSWORD)).toEqual(REJECTED);
    expect(await live.call('GetUserInfo', { userId: id })).toMatchObject({
      code: 0,
      reply: { locked: true, numberOfFailedAttempt: 10 },
    });
    expect(await live.call('UnlockUser', { UserId: id })).toMatchObject({ code: 0, reply: true });
    expect(await tryWith(PASSWORD)).toMatchObject({ authenticated: true });
    expect(await failures()).toEqual([]);
    for (const { close } of [live, client]) close();
  });
});

describe('the locks against password guessing', () => {
  const canSignIn = async (UserName: string, headers = {}) =>
    (await post(gateway.origin, 'AuthenticateUser', { UserName, Password: PASSWORD }, headers)).content
      .authenticated;

  it('count by address, so that failures from one address do not lock the user at another', async () => {
    const { userName } = await makePerson();
    await failSignIns(userName, { count: 20, address: ELSEWHERE });
    expect(await canSignIn(userName)).toBe(true);
  });

  it('ignore X-Forwarded-For without a trusted proxy', async () => {
    const { userName } = await makePerson();
    await failSignIns(userName, { count: 10, address: HERE });
    expect(await canSignIn(userName, { 'X-Forwarded-For': ELSEWHERE })).toBe(false);
    expect(await canSignIn((await makePerson()).userName)).toBe(true);
  });

  it('reject a user name after a hundred failures, whatever the address', async () => {
    const { userName } = await makePerson();
    await failSignIns(userName, { count: 100, address: ELSEWHERE });
    expect(await canSignIn(userName)).toBe(false);
  });

  it('reject an address after fifty failures, whatever the user name', async () => {
    const { userName } = await makePerson();
    await failSignIns('another name', { count: 49, address: HERE });
    expect(await canSignIn(userName)).toBe(true);
    await failSignIns('another name', { count: 1, address: HERE });
    expect(await canSignIn(userName)).toBe(false);
  });
});
