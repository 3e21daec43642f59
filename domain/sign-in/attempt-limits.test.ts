import { beforeEach, describe, expect, it } from 'vitest';
import { database } from '@/prisma/client';
import { create } from '@/prisma/factories';
import { setUpTestDatabase } from '../testing/test-database';
import { admitSignIn } from './admit';
import type { SignInTry } from './attempt-limits';
import { clearFailures } from './clear-failures';
import { readSignInLock } from './read-lock';

setUpTestDatabase();

const HERE = '192.0.2.1';
const DEVICE = '00000000-0000-4000-8000-000000000001';
const OTHER_DEVICE = '00000000-0000-4000-8000-000000000002';

const unknownTry = (userName: string, address: string | null): SignInTry => ({
  userName,
  userId: null,
  address,
  device: null,
});
const admit = (userName: string, address: string | null) => admitSignIn(unknownTry(userName, address));
const admitDevice = (device: string) => admitSignIn({ ...unknownTry('ann', HERE), device });

beforeEach(async () => {
  await database().signInFailure.deleteMany();
});

interface Failures {
  count: number;
  userName?: (index: number) => string;
  address?: (index: number) => string | null;
  device?: string | null;
  secondsAgo?: number;
}

async function fail({
  count,
  userName = () => 'ann',
  address = () => HERE,
  device = null,
  secondsAgo = 0,
}: Failures): Promise<void> {
  const at = new Date(Date.now() - secondsAgo * 1_000);
  const data = Array.from({ length: count }, (_, index) => ({
    userName: userName(index),
    address: address(index),
    device,
    at,
  }));
  await database().signInFailure.createMany({ data });
}

/** Simulates that time passes, by moving all failures into the past. */
const wait = (seconds: number) =>
  database().$executeRaw`UPDATE sign_in_failures SET at = at - make_interval(secs => ${seconds}::int)`;

const elsewhere = (index: number) => `198.51.100.${index}`;
const others = (index: number) => `other ${index}`;

describe('a sign-in attempt', () => {
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
  ])('after %s is admitted: %s', async (_, isAdmitted, failures) => {
    await fail(failures);
    expect(await admit('ann', HERE)).toBe(isAdmitted);
  });

  it.each<[string, boolean, Failures]>([
    ['9 failures of this name', true, { count: 9, address: () => null }],
    ['10 failures of this name', false, { count: 10, address: () => null }],
    ['100 failures of this name from known addresses', false, { count: 100, address: elsewhere }],
    ['500 failures of other names', true, { count: 500, userName: others, address: () => null }],
  ])('from an unknown address after %s is admitted: %s', async (_, isAdmitted, failures) => {
    await fail(failures);
    expect(await admit('ann', null)).toBe(isAdmitted);
  });

  it.each([
    [true, 905],
    [false, 880],
  ])(
    'after 9 failures now is admitted (%s) with 9 more failures %i seconds ago, since 15 minutes count',
    async (isAdmitted, secondsAgo) => {
      await fail({ count: 9, secondsAgo });
      await fail({ count: 9 });
      expect(await admit('ann', HERE)).toBe(isAdmitted);
    },
  );

  it('counts as a failure until it succeeds, unless it is turned away', async () => {
    for (let round = 0; round < 10; round += 1) expect(await admit('ann', HERE)).toBe(true);
    for (let round = 0; round < 5; round += 1) expect(await admit('ann', HERE)).toBe(false);
    expect(await database().signInFailure.count()).toBe(10);
    await fail({ count: 3, address: elsewhere });
    await clearFailures(unknownTry('ann', HERE));
    expect(await database().signInFailure.count()).toBe(3);
    expect(await admit('ann', HERE)).toBe(true);
  });

  it('deletes no old failures, so that no unauthenticated request can start that work', async () => {
    await fail({ count: 5, userName: others, secondsAgo: 25 * 3_600 });
    await admit('ann', HERE);
    await clearFailures(unknownTry('ann', HERE));
    expect(await database().signInFailure.count()).toBe(5);
  });
});

describe('addresses of one IPv6 network', () => {
  it('share one count, separate from that of other networks', async () => {
    for (let host = 1; host <= 10; host += 1) {
      expect(await admit('ann', `2001:db8:0:1:${host}::${host}`)).toBe(true);
    }
    expect(await admit('ann', '2001:db8:0:1:ffff::1')).toBe(false);
    expect(await admit('ann', '2001:db8:0:2::1')).toBe(true);
    await clearFailures(unknownTry('ann', '2001:db8:0:1::99'));
    expect(await admit('ann', '2001:db8:0:1:ffff::1')).toBe(true);
  });

  it('do not include IPv4 addresses in IPv6 form, which count as the IPv4 address', async () => {
    await fail({ count: 10 });
    expect(await admit('ann', `::ffff:${HERE}`)).toBe(false);
    expect(await admit('ann', '::ffff:192.0.2.2')).toBe(true);
  });
});

describe('a browser that has signed in before', () => {
  it.each<[string, Failures]>([
    ['under its name from its address', { count: 10 }],
    ['under its name from all addresses', { count: 100, address: elsewhere }],
    ['from its address', { count: 50, userName: others }],
    ['under its name from unknown addresses', { count: 100, address: () => null }],
    ['in another browser of the same user', { count: 40, device: OTHER_DEVICE }],
  ])('is admitted after too many failures %s', async (_, failures) => {
    await fail(failures);
    expect(await admitDevice(DEVICE)).toBe(true);
  });

  it('has ten attempts of its own, then has to wait, and does not lock the user for others', async () => {
    for (let round = 0; round < 10; round += 1) expect(await admitDevice(DEVICE)).toBe(true);
    expect(await admitDevice(DEVICE)).toBe(false);
    expect(await admit('ann', HERE)).toBe(true);
    await wait(27);
    expect(await admitDevice(DEVICE)).toBe(false);
    await wait(3);
    expect(await admitDevice(DEVICE)).toBe(true);
    await wait(57);
    expect(await admitDevice(DEVICE)).toBe(false);
  });

  it('forgets its own failures when it signs in, and not those of others', async () => {
    await fail({ count: 10, device: DEVICE });
    await fail({ count: 10 });
    await clearFailures({ ...unknownTry('ann', HERE), device: DEVICE });
    expect(await admitDevice(DEVICE)).toBe(true);
    expect(await admit('ann', HERE)).toBe(false);
  });

  it('makes the user shown as locked while it has to wait, as an address does', async () => {
    await fail({ count: 9, device: DEVICE });
    expect(await readSignInLock(database(), 'ann')).toMatchObject({ isLocked: false, count: 9 });
    await fail({ count: 1, device: DEVICE });
    expect(await readSignInLock(database(), 'ann')).toMatchObject({ isLocked: true, count: 10 });
  });

  it('does not count towards the limit of a hundred failures under a user name', async () => {
    for (let device = 10; device < 30; device += 1) {
      await fail({ count: 5, device: `00000000-0000-4000-8000-0000000000${device}` });
    }
    expect(await readSignInLock(database(), 'ann')).toMatchObject({ isLocked: false, count: 100 });
    expect(await admit('ann', HERE)).toBe(true);
  });
});

describe('an address from which the user has signed in recently', () => {
  const tryFrom = async (daysAgo: number, address: string) => {
    const { id: userId } = await create.user(database());
    const createdAt = new Date(Date.now() - daysAgo * 24 * 3_600_000);
    await create.session(database(), { userId, address: HERE, createdAt });
    return { ...unknownTry('ann', address), userId };
  };

  it.each([
    [true, 'from there 29 days ago', 29, HERE],
    [false, 'from there 31 days ago', 31, HERE],
    [false, 'from elsewhere', 1, '192.0.2.2'],
  ])(
    'is admitted after a hundred failures under the name (%s), having signed in %s',
    async (isAdmitted, _, days, at) => {
      const tried = await tryFrom(days, at);
      await fail({ count: 100, address: elsewhere });
      expect(await admitSignIn(tried)).toBe(isAdmitted);
    },
  );

  it('still has no more than ten attempts', async () => {
    const tried = await tryFrom(1, HERE);
    await fail({ count: 10 });
    expect(await admitSignIn(tried)).toBe(false);
  });
});

describe('the wait after too many failures', () => {
  it('begins at half a minute and doubles with each further failure', async () => {
    await fail({ count: 10 });
    for (const seconds of [30, 60, 120, 240]) {
      await wait(seconds - 3);
      expect(await admit('ann', HERE)).toBe(false);
      await wait(3);
      expect(await admit('ann', HERE)).toBe(true);
    }
  });

  it('is at most 15 minutes, however many failures there were', async () => {
    await fail({ count: 40, secondsAgo: 895 });
    expect(await admit('ann', HERE)).toBe(false);
    await wait(6);
    expect(await admit('ann', HERE)).toBe(true);
  });
});

describe('50 sign-in attempts at once', () => {
  /**
   * Makes 50 attempts and counts those admitted. On a busy machine the pool may time out for some, which
   * admits none.
   */
  const tryAll = async (make: (index: number) => [userName: string, address: string | null]) => {
    const tries = Array.from({ length: 50 }, (_, index) => admit(...make(index)));
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
  ])('%s: %i are admitted', async (_, admitted, failures, make) => {
    await fail(failures);
    expect(await tryAll(make)).toBe(admitted);
  });
});
