import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { database } from '@/prisma/client';
import { makeUser } from '@/prisma/factories';
import type { User } from '@/prisma/generated/client';
import { newActor } from '../testing/callers';
import { readState } from '../testing/state';
import { setUpTestDatabase } from '../testing/test-database';
import { hashPassword } from './password';
import { signIn } from './sign-in';

setUpTestDatabase();

const PASSWORD = 'a password of some length';
let passwordHash: string;
let user: User;
let addresses = 0;

beforeAll(async () => {
  passwordHash = await hashPassword(PASSWORD);
});

beforeEach(async () => {
  user = await makeUser(database(), { passwordHash });
});

/** From an address of its own, so that nothing adds up unless it is meant to. */
const freshAddress = () => {
  addresses += 1;
  return `198.51.100.${addresses}`;
};
const failures = (userName: string) => database().signInFailure.count({ where: { userName } });
const lock = (userName: string, address: string) =>
  database().signInFailure.createMany({ data: Array.from({ length: 10 }, () => ({ userName, address })) });

describe('signing in', () => {
  it('tells who he is with the right name and password, and forgets his failures from there', async () => {
    const [here, there] = [freshAddress(), freshAddress()];
    expect(await signIn({ userName: user.userName, password: 'wrong' }, here)).toBeNull();
    expect(await signIn({ userName: user.userName, password: 'wrong' }, there)).toBeNull();
    expect(await failures(user.userName)).toBe(2);
    const { id } = user;
    expect(await signIn({ userName: user.userName, password: PASSWORD }, here)).toEqual({ id, passwordHash });
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
    ['no password stored', async () => ({ userName: (await makeUser(database())).userName, password: 'x' })],
    [
      'a barred user',
      async () => {
        const { userName } = await makeUser(database(), { passwordHash, emailVerified: false });
        return { userName, password: PASSWORD };
      },
    ],
  ])('answers null to %s, and counts it', async (_, typedBy) => {
    const typed = (await typedBy(user)) as { userName: string };
    expect(await signIn(typed, freshAddress())).toBeNull();
    expect(await failures(typed.userName)).toBe(1);
  });

  it('answers null to whom it makes wait, though the password is right, and does not count that', async () => {
    const address = freshAddress();
    await lock(user.userName, address);
    expect(await signIn({ userName: user.userName, password: PASSWORD }, address)).toBeNull();
    expect(await failures(user.userName)).toBe(10);
    expect(await signIn({ userName: user.userName, password: PASSWORD }, freshAddress())).not.toBeNull();
  });

  it('answers null to anything malformed, and writes nothing', async () => {
    const state = await readState();
    for (const typed of [
      ...[undefined, null, 7, 'dreyes', [], {}],
      ...[{ userName: '', password: PASSWORD }, { userName: user.userName }, { password: PASSWORD }],
      ...[
        { userName: 'a\0', password: 'x' },
        { userName: 'x'.repeat(201), password: 'x' },
      ],
      ...[
        { userName: user.userName, password: 'x'.repeat(1_025) },
        { userName: [user.userName], password: PASSWORD },
      ],
    ]) {
      expect(await signIn(typed, freshAddress())).toBeNull();
    }
    expect(await readState()).toEqual(state);
  });

  it('does not cut off a live session when it makes somebody wait', async () => {
    const actor = await newActor({ passwordHash });
    const address = freshAddress();
    for (let guess = 0; guess < 12; guess += 1) {
      expect(await signIn({ userName: actor.userName, password: 'a guess' }, address)).toBeNull();
    }
    const [session] = await database().session.findMany({ where: { userId: actor.userId } });
    expect(session).toMatchObject({ id: actor.sessionId, endedAt: null });
  });
});

describe('the time of a refusal', () => {
  it('tells nothing about why: unknown, wrong, barred, without password, or made to wait', async () => {
    const barred = await makeUser(database(), { passwordHash, emailVerified: false });
    const without = await makeUser(database());
    const locked = await makeUser(database(), { passwordHash });
    const kinds: Record<string, (round: number) => [typed: unknown, address: string]> = {
      unknown: (round) => [{ userName: `nobody ${round}`, password: PASSWORD }, freshAddress()],
      wrong: () => [{ userName: user.userName, password: 'a wrong password' }, freshAddress()],
      barred: () => [{ userName: barred.userName, password: PASSWORD }, freshAddress()],
      without: () => [{ userName: without.userName, password: PASSWORD }, freshAddress()],
      locked: () => [{ userName: locked.userName, password: PASSWORD }, '203.0.113.1'],
    };
    await lock(locked.userName, '203.0.113.1');

    const times: Record<string, number[]> = {};
    // In turn, so that whatever else the machine does meets them all alike.
    for (let round = 0; round < 25; round += 1) {
      for (const [kind, make] of Object.entries(kinds)) {
        const [typed, address] = make(round);
        const start = performance.now();
        expect(await signIn(typed, address)).toBeNull();
        times[kind] = [...(times[kind] ?? []), performance.now() - start];
      }
    }
    const medians = Object.entries(times).map(([kind, list]) => ({
      kind,
      ms: list.toSorted((a, b) => a - b)[12] ?? 0,
    }));
    const all = medians.map(({ ms }) => ms);
    expect(Math.max(...all) / Math.min(...all), JSON.stringify(medians)).toBeLessThan(2);
  });
});
