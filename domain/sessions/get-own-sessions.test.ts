import { beforeEach, describe, expect, it } from 'vitest';
import { database } from '@/prisma/client';
import { create } from '@/prisma/factories';
import type { Actor } from '../call/actor';
import { contextOf, newActor } from '../testing/actors';
import { answered, observeCall } from '../testing/observe-call';
import { setUpTestDatabase } from '../testing/test-database';
import { getOwnSessions } from './get-own-sessions';

setUpTestDatabase();

const MINUTE = 60_000;
const ago = (minutes: number) => new Date(Date.now() - minutes * MINUTE);

let actor: Actor;
let otherUser: Actor;

beforeEach(async () => {
  [actor, otherUser] = [await newActor(), await newActor()];
});

const open = (overrides: Partial<Parameters<typeof create.session>[1]> = {}) =>
  create.session(database(), { userId: actor.userId, ...overrides });
const read = async () => (await getOwnSessions.run(actor, {}, contextOf())).sessions;
const idsRead = async () => (await read()).map(({ id }) => id);

describe('GetOwnSessions', () => {
  it('returns the actor’s open console and gateway sessions, the last used first', async () => {
    const times = { createdAt: ago(30), lastSeenAt: ago(5) };
    const ofProgram = await open({
      ...times,
      door: 'gateway',
      address: '192.0.2.9',
      userAgent: 'access-console/0.1.0 secret words',
    });
    const older = await open({ ...times, lastSeenAt: ago(7) });
    const { sessions, entries, ...rest } = await observeCall(() =>
      getOwnSessions.run(actor, {}, contextOf()),
    ).then(({ reply, ...observed }) => ({ ...observed, sessions: reply?.sessions }));
    expect({ ...rest, entries, reply: null }).toEqual(answered(null));
    expect(sessions).toEqual([
      expect.objectContaining({ id: actor.sessionId, door: 'console', isCurrent: true }),
      {
        id: ofProgram.id,
        door: 'gateway',
        address: '192.0.2.9',
        device: 'access-console/0.1.0',
        createdAt: times.createdAt.toISOString(),
        lastSeenAt: times.lastSeenAt.toISOString(),
        isCurrent: false,
      },
      expect.objectContaining({ id: older.id, address: null, device: 'Unknown device', isCurrent: false }),
    ]);
    const json = JSON.stringify(sessions);
    for (const secret of [ofProgram.secret, 'secret words', otherUser.sessionId]) {
      expect(json).not.toContain(secret);
    }
  });

  it.each<[string, boolean, () => Parameters<typeof open>[0]]>([
    ['idle for less than its own limit', true, () => ({ lastSeenAt: ago(59), idleMinutes: 60 })],
    ['idle for longer than its own limit', false, () => ({ lastSeenAt: ago(4), idleMinutes: 3 })],
    ['idle for longer than the usual limit', false, () => ({ lastSeenAt: ago(16) })],
    ['expired', false, () => ({ createdAt: ago(60), expiresAt: ago(0) })],
    ['ended', false, () => ({ endedAt: ago(0) })],
  ])('includes a session that is %s: %s', async (_, isIncluded, overrides) => {
    const { id } = await open(overrides());
    expect((await idsRead()).includes(id)).toBe(isIncluded);
  });

  it('returns at most 100 sessions, the last used ones', async () => {
    const used = Array.from({ length: 101 }, (_, index) => ago(1 + index / 20));
    const opened: string[] = [];
    for (const lastSeenAt of used) opened.push((await open({ lastSeenAt })).id);
    expect(await idsRead()).toEqual([actor.sessionId, ...opened.slice(0, 99)]);
  });

  it('refuses a call without a session with code 20, and a malformed one with code 100', async () => {
    expect(await observeCall(() => getOwnSessions.run(null, {}, contextOf()))).toMatchObject({ code: 20 });
    expect(await observeCall(() => getOwnSessions.run(actor, null, contextOf()))).toMatchObject({
      code: 100,
    });
  });
});
