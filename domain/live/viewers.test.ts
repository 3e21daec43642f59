import { expect, it, vi } from 'vitest';
import { database } from '@/prisma/client';
import { create } from '@/prisma/factories';
import { makeMany } from '../testing/many-rows';
import { setUpTestDatabase } from '../testing/test-database';
import { readStreamActors } from './viewers';

setUpTestDatabase();

const MINUTE = 60_000;
const ago = (minutes: number) => new Date(Date.now() - minutes * MINUTE);

/** Sessions in different states. Only open sessions get a change stream. */
const SESSIONS: Record<string, { isOpen: boolean; isBlocked?: boolean; columns: object }> = {
  'that was just opened': { isOpen: true, columns: {} },
  'that was not used for less than its idle limit': {
    isOpen: true,
    columns: { createdAt: ago(60), lastSeenAt: ago(14) },
  },
  'that was idle for longer than its limit': {
    isOpen: false,
    columns: { createdAt: ago(60), lastSeenAt: ago(16) },
  },
  'that was idle for less than its longer limit': {
    isOpen: true,
    columns: { createdAt: ago(60), lastSeenAt: ago(16), idleMinutes: 30 },
  },
  'that has ended': { isOpen: false, columns: { endedAt: ago(0) } },
  'that has expired': { isOpen: false, columns: { createdAt: ago(60), expiresAt: ago(1) } },
  'of a user blocked from signing in': { isOpen: false, isBlocked: true, columns: {} },
};

it.each(Object.entries(SESSIONS).map(([state, session]) => ({ state, ...session })))(
  'a session $state has a stream actor: $isOpen',
  async ({ isOpen, isBlocked = false, columns }) => {
    const user = await create.user(database(), { emailVerified: !isBlocked, permissions: ['Operator'] });
    const { id } = await create.session(database(), { userId: user.id, ...columns });
    const streamActors = await readStreamActors([id], []);
    const expected = {
      sessionId: id,
      userId: user.id,
      permissions: ['Operator'],
      adminOf: [],
      hasRole: false,
      omsIds: [],
    };
    expect([...streamActors]).toEqual(isOpen ? [[id, expected]] : []);
  },
);

it('readStreamActors reads 200 sessions in one round trip, and does not extend their idle time', async () => {
  const db = database();
  const sessions = await makeMany(200, async () => {
    const { id: userId } = await create.user(db);
    return create.session(db, { userId, createdAt: ago(60), lastSeenAt: ago(5) });
  });
  const readLastSeen = () =>
    db.session.findMany({ select: { id: true, lastSeenAt: true }, orderBy: { id: 'asc' } });
  const before = await readLastSeen();
  const querySpy = vi.spyOn(db, '$queryRaw');
  const streamActors = await readStreamActors(
    sessions.map(({ id }) => id),
    [],
  );
  expect(querySpy).toHaveBeenCalledTimes(1);
  querySpy.mockRestore();
  expect(streamActors.size).toBe(200);
  expect(await readLastSeen()).toEqual(before);
});
