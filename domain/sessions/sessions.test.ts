import { beforeEach, describe, expect, it } from 'vitest';
import { database } from '@/prisma/client';
import { create } from '@/prisma/factories';
import type { User } from '@/prisma/generated/client';
import { sha256 } from '../call/digest';
import { readActor } from '../testing/actors';
import { statementsDuring } from '../testing/query-plans';
import { setUpTestDatabase } from '../testing/test-database';
import { holdOpen, untilWaiting } from '../testing/transactions';
import { endSession } from './end';
import { openSession } from './open';
import { readSession } from './read';
import { touchSession } from './touch';

setUpTestDatabase();

const LIMITS = { idleMinutes: 15, maxHours: 12 };
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const ago = (milliseconds: number) => new Date(Date.now() - milliseconds);

let user: User;

beforeEach(async () => {
  user = await create.user(database(), { permissions: ['PlatformAdmin', 'Operator'] });
});

const open = (overrides: Partial<Parameters<typeof create.session>[1]> = {}) =>
  create.session(database(), { userId: user.id, ...overrides });
const stored = (id: string) => database().session.findUniqueOrThrow({ where: { id } });
const minutesFrom = (from: Date | string, to: Date | string) =>
  (new Date(to).getTime() - new Date(from).getTime()) / MINUTE;

describe('a new session', () => {
  const hashOf = (letter: string) =>
    `$argon2id$v=19$m=19456,t=2,p=1$${letter.repeat(22)}$${letter.repeat(43)}`;
  const PASSWORD_HASH = hashOf('a');
  const openFor = (overrides: Partial<Parameters<typeof openSession>[0]> = {}) =>
    openSession({
      userId: user.id,
      passwordHash: PASSWORD_HASH,
      door: 'console',
      limits: LIMITS,
      address: null,
      userAgent: null,
      ...overrides,
    });

  beforeEach(async () => {
    user = await create.user(database(), { passwordHash: PASSWORD_HASH });
  });

  it('is read by its secret, and the database holds only the hash of the secret', async () => {
    const { id = '', secret = '' } =
      (await openFor({ door: 'gateway', address: '192.0.2.1', userAgent: 'agent/1' })) ?? {};
    expect(secret).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(id).not.toBe(secret);
    const row = await stored(id);
    expect(row).toMatchObject({
      userId: user.id,
      door: 'gateway',
      address: '192.0.2.1',
      userAgent: 'agent/1',
      endedAt: null,
    });
    expect(row.secretHash).toBe(sha256(secret));
    expect(JSON.stringify(row)).not.toContain(secret);
    const read = await readSession(secret, 'gateway');
    expect(read?.actor).toMatchObject({ userId: user.id, sessionId: id });
    expect(await readSession(id, 'gateway')).toBeNull();
  });

  it.each([1, 12])('ends after the maximum of %i hours', async (maxHours) => {
    const { id = '', secret = '' } = (await openFor({ limits: { ...LIMITS, maxHours } })) ?? {};
    const { createdAt, expiresAt } = await stored(id);
    expect(minutesFrom(createdAt, expiresAt) / 60).toBeCloseTo(maxHours, 2);
    const ends = (await readSession(secret, 'console'))?.ends;
    expect((ends?.totalSeconds ?? 0) / 3_600).toBeCloseTo(maxHours, 2);
    expect((ends?.idleSeconds ?? 0) / 60).toBeCloseTo(15, 1);
  });

  it.each([1, 60])('keeps the idle limit of the moment it was opened: %i minutes', async (idleMinutes) => {
    const { id = '', secret = '' } = (await openFor({ limits: { ...LIMITS, idleMinutes } })) ?? {};
    expect((await stored(id)).idleMinutes).toBe(idleMinutes);
    const ends = (await readSession(secret, 'console'))?.ends;
    expect((ends?.idleSeconds ?? 0) / 60).toBeCloseTo(idleMinutes, 1);
  });

  it('ends only the session that it replaces, even one of another user', async () => {
    const other = await create.user(database());
    const [former, kept] = [await create.session(database(), { userId: other.id }), await open()];
    const { secret = '' } = (await openFor({ formerSecret: former.secret })) ?? {};
    expect(await readSession(former.secret, 'console')).toBeNull();
    expect(await readSession(kept.secret, 'console')).not.toBeNull();
    expect(await readSession(secret, 'console')).not.toBeNull();
  });

  it('does not end the former session if it is not opened, nor a former session of the gateway', async () => {
    const [former, gateway] = [await open(), await open({ door: 'gateway' })];
    expect(await openFor({ formerSecret: former.secret, passwordHash: hashOf('b') })).toBeNull();
    expect(await readSession(former.secret, 'console')).not.toBeNull();
    expect(await openFor({ formerSecret: gateway.secret })).not.toBeNull();
    expect(await readSession(gateway.secret, 'gateway')).not.toBeNull();
  });

  it.each<[string, { passwordHash?: string; emailVerified?: boolean }]>([
    ['the password was changed', { passwordHash: hashOf('b') }],
    ['the user was blocked from signing in', { emailVerified: false }],
  ])('is not opened when %s during the sign-in', async (_, data) => {
    const change = await holdOpen((tx) => tx.user.update({ where: { id: user.id }, data }));
    const opening = openFor();
    await untilWaiting();
    await change('commit');
    expect(await opening).toBeNull();
    expect(await openFor()).toBeNull();
    expect(await database().session.count({ where: { userId: user.id } })).toBe(0);
  });
});

describe('reading a session', () => {
  it('gives the actor with their permissions and the companies of which they are CoAdmin', async () => {
    const [zebra, ant] = [
      await create.company(database(), { name: 'Zebra' }),
      await create.company(database(), { name: 'ant' }),
    ];
    for (const { id: companyId } of [zebra, ant]) {
      await create.role(database(), { companyId, userId: user.id, role: 'CoAdmin' });
      await create.role(database(), { companyId, userId: user.id, role: 'CoAgent' });
    }
    await create.company(database(), { roles: [{ userId: user.id, role: 'CoShareholder' }] });
    const { id, secret } = await open();
    expect(await readActor(secret)).toEqual({
      userId: user.id,
      userName: user.userName,
      sessionId: id,
      permissions: ['Operator', 'PlatformAdmin'],
      hasRole: true,
      adminOf: [
        { id: ant.id, name: 'ant' },
        { id: zebra.id, name: 'Zebra' },
      ],
    });
  });

  it('gives the current rights of the user', async () => {
    const company = await create.company(database());
    const { secret } = await open();
    const grant = { companyId: company.id, userId: user.id, role: 'CoAdmin' as const };
    await create.role(database(), grant);
    expect((await readActor(secret))?.adminOf).toEqual([{ id: company.id, name: company.name }]);
    await database().companyRole.deleteMany({ where: grant });
    await database().userPermission.deleteMany({ where: { userId: user.id, permission: 'Operator' } });
    expect(await readActor(secret)).toMatchObject({ permissions: ['PlatformAdmin'], adminOf: [] });
  });

  it.each<[string, boolean, () => Parameters<typeof open>[0]]>([
    ['used just now', true, () => ({})],
    ['idle for 10 minutes', true, () => ({ lastSeenAt: ago(10 * MINUTE) })],
    ['idle for 15 minutes', false, () => ({ lastSeenAt: ago(15 * MINUTE) })],
    ['about to expire', true, () => ({ createdAt: ago(12 * HOUR), expiresAt: ago(-5 * MINUTE) })],
    ['expired but just used', false, () => ({ createdAt: ago(12 * HOUR), expiresAt: ago(0) })],
    ['ended', false, () => ({ endedAt: ago(0) })],
    ['opened through the gateway', false, () => ({ door: 'gateway' })],
  ])('gives an actor for a session that is %s: %s', async (_, isAlive, overrides) => {
    const { secret } = await open(overrides());
    expect((await readActor(secret)) !== null).toBe(isAlive);
  });

  it.each([
    [4, false],
    [15, true],
  ])(
    'uses the stored idle limit: with %i minutes, 5 idle minutes leave it alive: %s',
    async (idleMinutes, isAlive) => {
      const { secret } = await open({ lastSeenAt: ago(5 * MINUTE), idleMinutes });
      const session = await readSession(secret, 'console');
      expect(session !== null).toBe(isAlive);
      if (!session) return;
      // The test itself may take a minute or more.
      expect(session.quietSeconds / 60).toBeGreaterThan(4.9);
      expect(session.quietSeconds / 60).toBeLessThan(10);
      expect(session.quietSeconds + session.ends.idleSeconds).toBeCloseTo(60 * idleMinutes, -1);
    },
  );

  it('gives no actor while the user is blocked from signing in', async () => {
    const { secret } = await open();
    const setVerified = (emailVerified: boolean) =>
      database().user.update({ where: { id: user.id }, data: { emailVerified } });
    await setVerified(false);
    expect(await readActor(secret)).toBeNull();
    await setVerified(true);
    expect(await readActor(secret)).not.toBeNull();
  });

  it('gives no actor for an unknown secret', async () => {
    for (const secret of ['', 'no GUID', '00000000-0000-4000-8000-000000000000', '\0', 'x'.repeat(10_000)]) {
      expect(await readActor(secret)).toBeNull();
    }
  });
});

describe('ending a session', () => {
  it('takes effect with the next read, and keeps the time of the first end', async () => {
    const [one, other] = [await open(), await open()];
    await endSession(one.secret, 'console');
    expect(await readActor(one.secret)).toBeNull();
    expect(await readActor(other.secret)).not.toBeNull();
    const { endedAt } = await stored(one.id);
    expect(Math.abs(minutesFrom(endedAt ?? '', new Date()))).toBeLessThan(5);
    await endSession(one.secret, 'console');
    expect((await stored(one.id)).endedAt).toEqual(endedAt);
    await endSession('nobody has this', 'console');
  });
});

describe('touching a session', () => {
  const asRead = async (sessionId: string) => ({
    actor: { sessionId },
    quietSeconds: (Date.now() - (await stored(sessionId)).lastSeenAt.getTime()) / 1000,
  });

  it('does not even ask the database within 30 seconds after the last time', async () => {
    const { id } = await open({ lastSeenAt: ago(0.3 * MINUTE) });
    const session = await asRead(id);
    expect(await statementsDuring(() => touchSession(session))).toEqual([]);
  });

  it.each<[string, boolean, () => Parameters<typeof open>[0]]>([
    ['was last used 10 minutes ago', true, () => ({ lastSeenAt: ago(10 * MINUTE) })],
    ['was last used a moment ago', false, () => ({ lastSeenAt: ago(0) })],
    ['has ended', false, () => ({ lastSeenAt: ago(10 * MINUTE), endedAt: ago(0) })],
  ])('updates the time of last use of one that %s: %s', async (_, isUpdated, overrides) => {
    const { id } = await open(overrides());
    const before = (await stored(id)).lastSeenAt;
    await touchSession(await asRead(id));
    const { lastSeenAt } = await stored(id);
    expect(lastSeenAt.getTime() > before.getTime()).toBe(isUpdated);
  });

  it('extends it beyond its idle limit, but not beyond its maximum duration', async () => {
    const { id, secret } = await open({ lastSeenAt: ago(8 * MINUTE), expiresAt: ago(-60 * MINUTE) });
    expect((await readSession(secret, 'console'))?.ends.idleSeconds).toBeLessThanOrEqual(7 * 60);
    await touchSession(await asRead(id));
    const ends = (await readSession(secret, 'console'))?.ends;
    expect((ends?.idleSeconds ?? 0) / 60).toBeGreaterThan(8);
    expect((ends?.totalSeconds ?? 0) / 60).toBeLessThanOrEqual(60);
  });
});
