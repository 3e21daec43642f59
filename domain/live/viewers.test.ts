import { expect, it, vi } from 'vitest';
import { database } from '@/prisma/client';
import { makeSession, makeUser } from '@/prisma/factories';
import { makeMany } from '../testing/many-rows';
import { setUpTestDatabase } from '../testing/test-database';
import { readStreamActors } from './viewers';

setUpTestDatabase();

const MINUTE = 60_000;
const ago = (minutes: number) => new Date(Date.now() - minutes * MINUTE);

/** Sessions by how they stand. Only those that are open look on. */
const SESSIONS: Record<string, { isOpen: boolean; isBarred?: boolean; columns: object }> = {
  'just opened': { isOpen: true, columns: {} },
  'not used for a while': { isOpen: true, columns: { createdAt: ago(60), lastSeenAt: ago(14) } },
  'left idle': { isOpen: false, columns: { createdAt: ago(60), lastSeenAt: ago(16) } },
  'left idle under a longer limit': {
    isOpen: true,
    columns: { createdAt: ago(60), lastSeenAt: ago(16), idleMinutes: 30 },
  },
  ended: { isOpen: false, columns: { endedAt: ago(0) } },
  expired: { isOpen: false, columns: { createdAt: ago(60), expiresAt: ago(1) } },
  'of a barred user': { isOpen: false, isBarred: true, columns: {} },
};

it.each(Object.entries(SESSIONS))(
  'a session that is %s',
  async (_, { isOpen, isBarred = false, columns }) => {
    const user = await makeUser(database(), { emailVerified: !isBarred, permissions: ['Operator'] });
    const { id } = await makeSession(database(), { userId: user.id, ...columns });
    const viewers = await readStreamActors([id], []);
    const expected = {
      sessionId: id,
      userId: user.id,
      permissions: ['Operator'],
      adminOf: [],
      hasRole: false,
      omsIds: [],
    };
    expect([...viewers]).toEqual(isOpen ? [[id, expected]] : []);
  },
);

it('reads 200 sessions in one round trip, and keeps none of them alive', async () => {
  const db = database();
  const sessions = await makeMany(200, async () => {
    const { id: userId } = await makeUser(db);
    return makeSession(db, { userId, createdAt: ago(60), lastSeenAt: ago(5) });
  });
  const seen = () => db.session.findMany({ select: { id: true, lastSeenAt: true }, orderBy: { id: 'asc' } });
  const before = await seen();
  const asked = vi.spyOn(db, '$queryRaw');
  const viewers = await readStreamActors(
    sessions.map(({ id }) => id),
    [],
  );
  expect(asked).toHaveBeenCalledTimes(1);
  asked.mockRestore();
  expect(viewers.size).toBe(200);
  expect(await seen()).toEqual(before);
});
