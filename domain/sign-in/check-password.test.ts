import pg from 'pg';
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { database, poolUse } from '@/prisma/client';
import { create } from '@/prisma/factories';
import type { User } from '@/prisma/generated/client';
import { TooManyCalls } from '../call/errors';
import { newActor } from '../testing/actors';
import { readState } from '../testing/state';
import { setUpTestDatabase } from '../testing/test-database';
import { setPassword } from '../users/set-password';
import { checkPassword } from './check-password';
import type { KnownBrowser } from './known-browser';
import { hashPassword } from './password';

setUpTestDatabase();

const PASSWORD = 'a password of some length';
let passwordHash: string;
let user: User;
let addresses = 0;

beforeAll(async () => {
  passwordHash = await hashPassword(PASSWORD);
});

beforeEach(async () => {
  user = await create.user(database(), { passwordHash });
});

/** An address that no other test uses, so that failures only add up where a test wants it. */
const freshAddress = () => {
  addresses += 1;
  return `198.51.100.${addresses}`;
};
const tryFrom = (address: string) => (given: unknown) => checkPassword(given, { address, browsers: [] });
const failures = (userName: string) => database().signInFailure.count({ where: { userName } });
const lock = (userName: string, address: string) =>
  database().signInFailure.createMany({ data: Array.from({ length: 10 }, () => ({ userName, address })) });

describe('checkPassword', () => {
  it('returns the user for the right password, and forgets their failures from that address', async () => {
    const [here, there] = [freshAddress(), freshAddress()];
    expect(await tryFrom(here)({ userName: user.userName, password: 'wrong' })).toBeNull();
    expect(await tryFrom(there)({ userName: user.userName, password: 'wrong' })).toBeNull();
    expect(await failures(user.userName)).toBe(2);
    const { id } = user;
    expect(await tryFrom(here)({ userName: user.userName, password: PASSWORD })).toMatchObject({
      id,
      passwordHash,
    });
    expect(await database().signInFailure.findMany({ where: { userName: user.userName } })).toMatchObject([
      { address: there },
    ]);
  });

  it.each<[string, (user: User) => Promise<unknown>]>([
    ['a wrong password', async ({ userName }) => ({ userName, password: 'a wrong password' })],
    ['an unknown name', async () => ({ userName: 'nobody', password: PASSWORD })],
    [
      'the name in another case',
      async ({ userName }) => ({ userName: userName.toUpperCase(), password: PASSWORD }),
    ],
    [
      'a wildcard in the name',
      async ({ userName }) => ({ userName: userName.replace(/.$/, '_'), password: PASSWORD }),
    ],
    [
      'a user without a password',
      async () => ({ userName: (await create.user(database())).userName, password: 'x' }),
    ],
    [
      'a user blocked from signing in',
      async () => {
        const { userName } = await create.user(database(), { passwordHash, emailVerified: false });
        return { userName, password: PASSWORD };
      },
    ],
  ])('returns null for %s, and counts a failure', async (_, typedBy) => {
    const typed = (await typedBy(user)) as { userName: string };
    expect(await tryFrom(freshAddress())(typed)).toBeNull();
    expect(await failures(typed.userName)).toBe(1);
  });

  it('returns null for the right password during a wait, and counts no further failure', async () => {
    const address = freshAddress();
    await lock(user.userName, address);
    expect(await tryFrom(address)({ userName: user.userName, password: PASSWORD })).toBeNull();
    expect(await failures(user.userName)).toBe(10);
    expect(await tryFrom(freshAddress())({ userName: user.userName, password: PASSWORD })).not.toBeNull();
  });

  it('returns null for malformed input, and writes nothing', async () => {
    const state = await readState();
    for (const typed of [
      undefined,
      null,
      7,
      'dreyes',
      [],
      {},
      { userName: '', password: PASSWORD },
      { userName: user.userName },
      { password: PASSWORD },
      { userName: 'a\0', password: 'x' },
      { userName: 'x'.repeat(201), password: 'x' },
      { userName: user.userName, password: 'x'.repeat(1_025) },
      { userName: [user.userName], password: PASSWORD },
    ]) {
      expect(await tryFrom(freshAddress())(typed)).toBeNull();
    }
    expect(await readState()).toEqual(state);
  });

  it('does not end a live session of a user who has to wait', async () => {
    const actor = await newActor({ passwordHash });
    const address = freshAddress();
    for (let guess = 0; guess < 12; guess += 1) {
      expect(await tryFrom(address)({ userName: actor.userName, password: 'a guess' })).toBeNull();
    }
    const [session] = await database().session.findMany({ where: { userId: actor.userId } });
    expect(session).toMatchObject({ id: actor.sessionId, endedAt: null });
  });
});

describe('a refused sign-in', () => {
  /** The statements that are sent to the database while the work runs. */
  const statementsOf = async (work: () => Promise<unknown>): Promise<string[]> => {
    const query = vi.spyOn(pg.Client.prototype, 'query');
    try {
      await work();
      const statements = query.mock.calls.map(([first]) => first as string | { text: string });
      return statements.map((statement) => (typeof statement === 'string' ? statement : statement.text));
    } finally {
      query.mockRestore();
    }
  };

  it('sends the same statements for every reason, so that its timing does not reveal the reason', async () => {
    const blocked = await create.user(database(), { passwordHash, emailVerified: false });
    const without = await create.user(database());
    const locked = await create.user(database(), { passwordHash });
    const [address, lockedAddress] = [freshAddress(), freshAddress()];
    await lock(locked.userName, lockedAddress);
    const right = (userName: string) => ({ userName, password: PASSWORD });
    const kinds: Record<string, [typed: unknown, address: string]> = {
      wrong: [{ userName: user.userName, password: 'a wrong password' }, address],
      unknown: [right('nobody'), address],
      blocked: [right(blocked.userName), address],
      without: [right(without.userName), address],
      locked: [right(locked.userName), lockedAddress],
      'locked and unknown': [right('nobody else'), lockedAddress],
    };
    await lock('nobody else', lockedAddress);
    const statements: Record<string, string[]> = {};
    for (const [kind, [typed, from]] of Object.entries(kinds)) {
      statements[kind] = await statementsOf(async () => expect(await tryFrom(from)(typed)).toBeNull());
    }
    const { wrong = [] } = statements;
    expect(wrong.length).toBeGreaterThan(3);
    expect(statements).toEqual(Object.fromEntries(Object.keys(kinds).map((kind) => [kind, wrong])));
  });
});

describe('a browser that has signed in before', () => {
  const browserOf = async (userName: string) => {
    const signedIn = await tryFrom(freshAddress())({ userName, password: PASSWORD });
    if (!signedIn) throw new Error('The sign-in was refused.');
    return signedIn.browser;
  };
  const lockOut = (userName: string) =>
    database().signInFailure.createMany({ data: Array.from({ length: 200 }, () => ({ userName })) });
  const tryIn = (browsers: KnownBrowser[], password = PASSWORD, { userName } = user) =>
    checkPassword({ userName, password }, { address: null, browsers });

  it('is admitted with the right password after any failures elsewhere, and stays known', async () => {
    const browser = await browserOf(user.userName);
    await lockOut(user.userName);
    expect(await tryIn([])).toBeNull();
    expect(await tryIn([browser])).toMatchObject({ id: user.id, browser });
    expect(await failures(user.userName)).toBe(200);
  });

  it('needs the right password, and its failures count only for itself', async () => {
    const browser = await browserOf(user.userName);
    for (let count = 0; count < 10; count += 1) expect(await tryIn([browser], 'a wrong one')).toBeNull();
    expect(await tryIn([browser])).toBeNull();
    expect(await tryIn([])).toMatchObject({ id: user.id });
    expect(await database().signInFailure.findMany({ where: { userName: user.userName } })).toEqual(
      Array(10).fill(expect.objectContaining({ device: browser.device, address: null })),
    );
  });

  it.each<[string, (browser: KnownBrowser) => Promise<KnownBrowser> | KnownBrowser]>([
    ['as another user', async () => browserOf((await create.user(database(), { passwordHash })).userName)],
    ['with another password', (browser) => ({ ...browser, password: 'of another hash' })],
  ])('%s is treated as unknown', async (_, make) => {
    const browser = await make(await browserOf(user.userName));
    await lockOut(user.userName);
    expect(await tryIn([browser])).toBeNull();
  });

  it('is treated as unknown after a change of the password', async () => {
    const browser = await browserOf(user.userName);
    const password = 'tulip wagon eleven frost';
    await setPassword(database(), { userName: user.userName, password });
    await lockOut(user.userName);
    expect(await tryIn([browser], password)).toBeNull();
  });

  it('can be known for several users', async () => {
    const other = await create.user(database(), { passwordHash });
    const browsers = [await browserOf(other.userName), await browserOf(user.userName)];
    await lockOut(user.userName);
    expect(await tryIn(browsers)).toMatchObject({ browser: browsers[1] });
  });

  it('does not admit a user blocked from signing in', async () => {
    const browser = await browserOf(user.userName);
    await database().user.update({ where: { id: user.id }, data: { emailVerified: false } });
    expect(await tryIn([browser])).toBeNull();
  });
});

describe('many sign-ins at once', () => {
  it('are turned away uncounted beyond a limit, use few connections, and let known browsers pass', async () => {
    const { browser } =
      (await tryFrom(freshAddress())({ userName: user.userName, password: PASSWORD })) ?? {};
    if (!browser) throw new Error('The sign-in was refused.');
    const tag = `crowd ${user.id} `;
    let ended = 0;
    let mostInUse = 0;
    const measureUse = () => {
      const { total, idle, waiting } = poolUse();
      mostInUse = Math.max(mostInUse, total - idle + waiting);
    };
    const tries = Array.from({ length: 130 }, (_, index) =>
      checkPassword({ userName: `${tag}${index}`, password: 'x' }, { address: null, browsers: [] }).finally(
        () => {
          ended += 1;
          measureUse();
        },
      ),
    );
    const settling = Promise.allSettled(tries);
    const known = await checkPassword(
      { userName: user.userName, password: PASSWORD },
      { address: null, browsers: [browser] },
    );
    expect(known).toMatchObject({ id: user.id });
    expect(ended).toBeLessThan(130);
    const settled = await settling;
    const turnedAway = settled.filter(({ status }) => status === 'rejected');
    // A hundred are waiting, and one or two more are being checked.
    const counted = await database().signInFailure.count({ where: { userName: { startsWith: tag } } });
    expect(counted).toBe(130 - turnedAway.length);
    expect([101, 102]).toContain(counted);
    for (const { reason } of turnedAway as PromiseRejectedResult[]) {
      expect(reason).toBeInstanceOf(TooManyCalls);
      expect(reason).toMatchObject({ retryAfterSeconds: 2 });
    }
    expect(mostInUse).toBeLessThanOrEqual(3);
  });

  it('from one address leave room for other addresses', async () => {
    const from = (address: string, count: number) =>
      Array.from({ length: count }, () => tryFrom(address)({ userName: 'x', password: 'x' }));
    const [busyAddress, otherAddress] = [freshAddress(), freshAddress()];
    const [many, others] = [from(busyAddress, 70), from(otherAddress, 1)];
    const settled = await Promise.allSettled(many);
    expect(settled.filter(({ status }) => status === 'rejected')).toHaveLength(10);
    expect(await Promise.all(others)).toEqual([null]);
  });
});
