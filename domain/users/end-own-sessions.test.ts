import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { database } from '@/prisma/client';
import { create } from '@/prisma/factories';
import type { Actor } from '../call/actor';
import { NO_SESSION, SUCCESS } from '../call/errors';
import { getOwnSessions } from '../sessions/get-own-sessions';
import { contextOf, newActor, readActor, signInAs } from '../testing/actors';
import { checkChain } from '../testing/chain';
import { type ActorKind, makeActorScene } from '../testing/kinds-of-actor';
import { expectRecordedReply, malformed, observeCall, refused } from '../testing/observe-call';
import { outcomeOf } from '../testing/outcome';
import { readTable } from '../testing/read-table';
import { readEntries } from '../testing/state';
import { setUpTestDatabase } from '../testing/test-database';
import { holdOpen, untilWaiting } from '../testing/transactions';
import { endOtherSessions } from './end-other-sessions';
import { endOwnSession } from './end-own-session';
import { lockSubject } from './subject';

setUpTestDatabase();

const MINUTE = 60_000;
const ago = (minutes: number) => new Date(Date.now() - minutes * MINUTE);
const GONE = 'You have no open session with this id. It may have ended already.';

let actor: Actor;

beforeEach(async () => {
  actor = await newActor();
});

const open = (overrides: Partial<Parameters<typeof create.session>[1]> = {}) =>
  create.session(database(), { userId: actor.userId, ...overrides });
const end = (request: unknown, context = contextOf()) =>
  observeCall(() => endOwnSession.run(actor, request, context));
const endOthers = (context = contextOf()) => observeCall(() => endOtherSessions.run(actor, {}, context));
const person = () => `${actor.userName} (user ${actor.userId})`;
const entriesOfActor = () => database().auditEntry.count({ where: { actorId: actor.userId } });
const row = (id: string, endedAt: unknown) =>
  expect.objectContaining({ table: 'sessions', id, user_id: actor.userId, ended_at: endedAt });

describe('EndSession', () => {
  it.each(['console', 'gateway'] as const)(
    'ends one of the actor’s own sessions, opened in the %s',
    async (door) => {
      const [one, other] = [await open({ door }), await open({ door })];
      const { code, reply, removed, added, entries } = await end({ sessionId: one.id });
      expect({ code, reply }).toEqual({ code: 0, reply: SUCCESS });
      expect({ removed, added }).toEqual({
        removed: [row(one.id, null)],
        added: [row(one.id, expect.any(String))],
      });
      expect(await readActor(one.secret, door)).toBeNull();
      expect(await readActor(other.secret, door)).not.toBeNull();
      const state = { userId: actor.userId, userName: actor.userName, sessionId: one.id, door };
      expect(entries).toMatchObject([
        {
          call: 'EndSession',
          outcome: 'done',
          errorCode: 0,
          reply: SUCCESS,
          actorId: actor.userId,
          sessionId: actor.sessionId,
          request: { sessionId: one.id },
          target: `${person()} · session ${one.id}`,
          subjectUserId: actor.userId,
          before: { ...state, isOpen: true },
          after: { ...state, isOpen: false },
        },
      ]);
      expect((await checkChain()).problems).toEqual([]);
    },
  );

  it.each<[string, () => Promise<string>]>([
    [
      'a session of another user',
      async () => (await open({ userId: (await create.user(database())).id })).id,
    ],
    ['a session that has ended', async () => (await open({ endedAt: new Date() })).id],
    ['a session that has expired', async () => (await open({ createdAt: ago(60), expiresAt: ago(0) })).id],
    ['a session idle for longer than its limit', async () => (await open({ lastSeenAt: ago(16) })).id],
    ['a session that never existed', async () => randomUUID()],
  ])('refuses %s, always with the same detail', async (_, make) => {
    const sessionId = await make();
    expect(await end({ sessionId })).toEqual(refused(104, GONE, `session ${sessionId}`));
    expect((await readEntries()).at(-1)).toMatchObject({ subjectUserId: null });
  });

  it('accepts a session that is idle for less than its own limit', async () => {
    const { id } = await open({ lastSeenAt: ago(50), idleMinutes: 60 });
    expect(await end({ sessionId: id })).toMatchObject({ code: 0 });
  });

  it('refuses the session of the call itself', async () => {
    const words = 'Sign out to end the session you are using.';
    const target = `${person()} · session ${actor.sessionId}`;
    expect(await end({ sessionId: actor.sessionId })).toEqual(refused(101, words, target));
  });

  it.each<[string, unknown, string]>([
    ['no id', {}, 'sessionId must be the id of a session.'],
    ['a number', { sessionId: 5 }, 'sessionId must be the id of a session.'],
    ['an id that is not a GUID', { sessionId: 'mine' }, 'sessionId must be the id of a session.'],
    ['a body that is not an object', null, 'The request must be an object.'],
  ])('refuses a request with %s with code 100', async (_, request, detail) => {
    expect(await end(request)).toEqual(malformed(detail));
  });

  it('gives the recorded reply to a repeated request id, and writes one audit entry', async () => {
    const { id } = await open();
    await expectRecordedReply((context) => endOwnSession.run(actor, { sessionId: id }, context));
    expect(await entriesOfActor()).toBe(1);
    expect(await end({ sessionId: id })).toMatchObject({ code: 104 });
  });

  it('refuses one request id for two sessions', async () => {
    const { requestId } = contextOf();
    const [one, other] = [await open(), await open()];
    await end({ sessionId: one.id }, contextOf({ requestId }));
    const again = await end({ sessionId: other.id }, contextOf({ requestId }));
    expect(again).toMatchObject({ code: 101, removed: [] });
  });

  it('succeeds for only one of two sessions that end each other at once', async () => {
    const other = await signInAs(actor.userId);
    const lock = await holdOpen((tx) => lockSubject(tx, { id: actor.userId, name: undefined }));
    const calls = [
      endOwnSession.run(actor, { sessionId: other.sessionId }, contextOf()),
      endOwnSession.run(other, { sessionId: actor.sessionId }, contextOf()),
    ];
    const answers = Promise.all(calls.map((call) => outcomeOf(call)));
    // Both calls have passed their first check by then.
    await untilWaiting(2);
    await lock('commit');
    const outcomes = await answers;
    expect(outcomes.map(({ code }) => code).sort()).toEqual([0, 20]);
    expect(outcomes.find(({ code }) => code === 20)?.detail).toBe(NO_SESSION);
    const stillOpen = { userId: actor.userId, endedAt: null };
    expect(await database().session.count({ where: stillOpen })).toBe(1);
  });
});

// The code that each kind of actor gets (0 is success): "nobody" has no session, "elsewhere" is the CoAdmin
// of another company than "CoAdmin", "blocked" may not sign in, "ended" has a session that has ended.
const CODES = `
                    nobody plain Operator CoAdmin elsewhere PlatformAdmin SUPERUSER blocked ended
  GetOwnSessions        20     0        0       0         0             0         0      20    20
  EndOtherSessions      20     0        0       0         0             0         0      20    20
  EndSession            20     0        0       0         0             0         0      20    20
`;

const CALLS = {
  GetOwnSessions: getOwnSessions,
  EndOtherSessions: endOtherSessions,
  EndSession: endOwnSession,
};

describe('the permission table of the actor’s own sessions', () => {
  it.each(readTable(CODES, 1))(
    'answers $row.0 by $column with code $cell',
    async ({ row: [call], column, cell }) => {
      const scene = await makeActorScene(column as ActorKind);
      const { id, secret } = await open({ userId: scene.own.userId });
      const foreign = await open({ userId: scene.foreign.userId });
      // A query uses the actor that is read for this very call.
      const actor = call === 'GetOwnSessions' ? scene.nextActor : scene.actor;
      const run = CALLS[call as keyof typeof CALLS].run(actor, { sessionId: id }, contextOf());
      const { code } = await outcomeOf<unknown>(run);
      expect(code).toBe(Number(cell));
      const isBlocked = column === 'blocked';
      const isEnded = isBlocked || (code === 0 && call !== 'GetOwnSessions');
      expect((await readActor(secret)) === null).toBe(isEnded);
      expect(await readActor(foreign.secret)).not.toBeNull();
    },
  );
});

describe('EndOtherSessions', () => {
  it.each([1, 3])('ends all sessions except that of the call itself: %i others', async (count) => {
    const doors = ['console', 'gateway', 'console'] as const;
    const others = [];
    for (const door of doors.slice(0, count)) others.push({ door, ...(await open({ door })) });
    const foreign = await open({ userId: (await create.user(database())).id });
    await open({ endedAt: new Date() });
    const { code, reply, removed, added, entries } = await endOthers();
    expect({ code, reply }).toEqual({ code: 0, reply: SUCCESS });
    expect(new Set(removed)).toEqual(new Set(others.map(({ id }) => row(id, null))));
    expect(new Set(added)).toEqual(new Set(others.map(({ id }) => row(id, expect.any(String)))));
    for (const { secret, door } of others) expect(await readActor(secret, door)).toBeNull();
    expect(await readActor(foreign.secret)).not.toBeNull();
    const state = { userId: actor.userId, userName: actor.userName };
    expect(entries).toMatchObject([
      {
        call: 'EndOtherSessions',
        outcome: 'done',
        target: `${person()} · all other sessions`,
        subjectUserId: actor.userId,
        request: {},
        before: { ...state, openSessions: count + 1 },
        after: { ...state, openSessions: 1 },
      },
    ]);
    expect((await checkChain()).problems).toEqual([]);
  });

  it('is refused when there is no other session, so that it cannot fill the audit log', async () => {
    await open({ endedAt: new Date() });
    expect(await endOthers()).toEqual(refused(101, 'You have no other open session. Nothing was ended.'));
  });

  it('counts only open sessions, as GetOwnSessions does, but also ends idle ones', async () => {
    const used = await open({ lastSeenAt: ago(14) });
    const atGateway = await open({ lastSeenAt: ago(50), idleMinutes: 60, door: 'gateway' });
    const idle = [await open({ lastSeenAt: ago(16) }), await open({ lastSeenAt: ago(4), idleMinutes: 3 })];
    const over = { createdAt: ago(60), lastSeenAt: ago(1) };
    await open({ ...over, expiresAt: ago(0) });
    await open({ ...over, endedAt: ago(0) });
    const { sessions } = await getOwnSessions.run(actor, {}, contextOf());
    const { removed, entries } = await endOthers();
    expect(entries).toMatchObject([
      { before: { openSessions: sessions.length }, after: { openSessions: 1 } },
    ]);
    expect(sessions.map(({ id }) => id)).toEqual([actor.sessionId, used.id, atGateway.id]);
    expect(new Set(removed)).toEqual(new Set([used, atGateway, ...idle].map(({ id }) => row(id, null))));
    expect((await getOwnSessions.run(actor, {}, contextOf())).sessions).toHaveLength(1);
  });

  it('gives the recorded reply to a repeated request id, and leaves newer sessions open', async () => {
    const context = contextOf();
    await open();
    await endOthers(context);
    const { secret } = await open();
    await expectRecordedReply(() => endOtherSessions.run(actor, {}, context));
    expect(await readActor(secret)).not.toBeNull();
    expect(await entriesOfActor()).toBe(1);
  });

  it('is refused once the session of the call has ended', async () => {
    const { secret } = await open();
    await database().session.update({ where: { id: actor.sessionId }, data: { endedAt: new Date() } });
    expect(await endOthers()).toEqual(refused(20, NO_SESSION));
    expect(await readActor(secret)).not.toBeNull();
  });

  it('refuses a call without a session, and writes no audit entry', async () => {
    const call = () => endOtherSessions.run(null, {}, contextOf());
    expect(await observeCall(call)).toMatchObject({ code: 20, detail: NO_SESSION, entries: [] });
  });
});
