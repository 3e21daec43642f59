import { beforeEach, describe, expect, it } from 'vitest';
import { database } from '@/prisma/client';
import { setUpTestDatabase } from '../testing/test-database';
import { admitSignIn, clearFailures } from './sign-in-locks';

setUpTestDatabase();

const HERE = '192.0.2.1';

beforeEach(async () => {
  await database().signInFailure.deleteMany();
});

interface Failures {
  count: number;
  userName?: (index: number) => string;
  address?: (index: number) => string | null;
  secondsAgo?: number;
}

async function fail({
  count,
  userName = () => 'ann',
  address = () => HERE,
  secondsAgo = 0,
}: Failures): Promise<void> {
  const at = new Date(Date.now() - secondsAgo * 1_000);
  const data = Array.from({ length: count }, (_, index) => ({
    userName: userName(index),
    address: address(index),
    at,
  }));
  await database().signInFailure.createMany({ data });
}

/** Lets time pass for the failures so far. */
const wait = (seconds: number) =>
  database().$executeRaw`UPDATE sign_in_failures SET at = at - make_interval(secs => ${seconds}::int)`;

const elsewhere = (index: number) => `198.51.100.${index}`;
const others = (index: number) => `other ${index}`;

describe('a try to sign in', () => {
  it.each<[string, boolean, Failures]>([
    ['9 failures of this name from this address', true, { count: 9 }],
    ['10 failures of this name from this address', false, { count: 10 }],
    ['10 failures of this name from an unknown address', true, { count: 10, address: () => null }],
    ['99 failures of this name from elsewhere', true, { count: 99, address: elsewhere }],
    ['100 failures of this name from elsewhere', false, { count: 100, address: elsewhere }],
    ['49 failures of other names from this address', true, { count: 49, userName: others }],
    ['50 failures of other names from this address', false, { count: 50, userName: others }],
    [
      '200 failures of other names from elsewhere',
      true,
      { count: 200, userName: others, address: elsewhere },
    ],
    ['100 failures more than 15 minutes ago', true, { count: 100, secondsAgo: 901 }],
    ['10 failures of this name in another case', true, { count: 10, userName: () => 'Ann' }],
  ])('after %s is let in: %s', async (_, isAdmitted, failures) => {
    await fail(failures);
    expect(await admitSignIn('ann', HERE)).toBe(isAdmitted);
  });

  it.each<[string, boolean, Failures]>([
    ['9 failures of this name', true, { count: 9, address: () => null }],
    ['10 failures of this name', false, { count: 10, address: () => null }],
    ['100 failures of this name from known addresses', false, { count: 100, address: elsewhere }],
    ['500 failures of other names', true, { count: 500, userName: others, address: () => null }],
  ])('from an unknown address after %s is let in: %s', async (_, isAdmitted, failures) => {
    await fail(failures);
    expect(await admitSignIn('ann', null)).toBe(isAdmitted);
  });

  it.each([
    [true, 905],
    [false, 880],
  ])(
    'adds up the failures of 15 minutes: is let in %s with as many %i seconds ago',
    async (isAdmitted, secondsAgo) => {
      await fail({ count: 9, secondsAgo });
      await fail({ count: 9 });
      expect(await admitSignIn('ann', HERE)).toBe(isAdmitted);
    },
  );

  it('counts as a failure until it is taken back, and one that is turned away does not', async () => {
    for (let round = 0; round < 10; round += 1) expect(await admitSignIn('ann', HERE)).toBe(true);
    for (let round = 0; round < 5; round += 1) expect(await admitSignIn('ann', HERE)).toBe(false);
    expect(await database().signInFailure.count()).toBe(10);
    await fail({ count: 3, address: elsewhere });
    await clearFailures('ann', HERE);
    expect(await database().signInFailure.count()).toBe(3);
    expect(await admitSignIn('ann', HERE)).toBe(true);
  });

  it('forgets what is older than a day', async () => {
    await fail({ count: 5, userName: others, secondsAgo: 25 * 3_600 });
    await admitSignIn('ann', HERE);
    expect(await database().signInFailure.findMany()).toMatchObject([{ userName: 'ann' }]);
  });
});

describe('the wait', () => {
  it('doubles from half a minute with each further failure', async () => {
    await fail({ count: 10 });
    for (const seconds of [30, 60, 120, 240]) {
      await wait(seconds - 3);
      expect(await admitSignIn('ann', HERE)).toBe(false);
      await wait(3);
      expect(await admitSignIn('ann', HERE)).toBe(true);
    }
  });

  it('is at most 15 minutes, however many failures there were', async () => {
    await fail({ count: 40, secondsAgo: 895 });
    expect(await admitSignIn('ann', HERE)).toBe(false);
    await wait(6);
    expect(await admitSignIn('ann', HERE)).toBe(true);
  });
});

describe('50 tries at once', () => {
  /** On a busy machine the pool may turn some away, which lets nobody in either. */
  const tryAll = async (make: (index: number) => [userName: string, address: string | null]) => {
    const tries = Array.from({ length: 50 }, (_, index) => admitSignIn(...make(index)));
    return (await Promise.allSettled(tries)).filter(
      (settled) => settled.status === 'fulfilled' && settled.value,
    ).length;
  };

  it.each<[string, number, Failures, (index: number) => [string, string | null]]>([
    ['of one name from one address', 10, { count: 0 }, () => ['ann', HERE]],
    ['of one name from one address, with 9 failures', 1, { count: 9 }, () => ['ann', HERE]],
    ['of one name from unknown addresses', 10, { count: 0 }, () => ['ann', null]],
    [
      'of one name from many, with 99 failures',
      1,
      { count: 99, address: elsewhere },
      (index) => ['ann', `${index}`],
    ],
    [
      'of many names from one address, with 49 failures',
      1,
      { count: 49, userName: others },
      (index) => [`${index}`, HERE],
    ],
  ])('%s: %i are let in', async (_, most, failures, make) => {
    await fail(failures);
    expect(await tryAll(make)).toBe(most);
  });
});
