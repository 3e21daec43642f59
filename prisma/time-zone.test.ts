import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase } from '@/scripts/testing/test-database';
import { MAX_STATEMENT_MS } from '@/scripts/testing/unless-hung';
import { createDatabase } from './client';
import { create } from './factories';

/** The time zone with the largest offset from UTC. */
const ZONE = 'Pacific/Kiritimati';

describe('a database with another time zone', () => {
  let created: Awaited<ReturnType<typeof createTestDatabase>>;

  beforeAll(async () => {
    created = await createTestDatabase();
    const db = createDatabase(created.url, 1, MAX_STATEMENT_MS);
    const name = new URL(created.url).pathname.slice(1);
    await db.$executeRawUnsafe(`ALTER DATABASE "${name}" SET timezone = '${ZONE}'`);
    await db.$disconnect();
  });
  afterAll(() => created.drop());

  it.each([
    ['without options', null],
    ['with its own options', '-c search_path=public'],
  ])('returns the times that were written, with a connection string %s', async (_, options) => {
    const url = new URL(created.url);
    if (options) url.searchParams.set('options', options);
    const db = createDatabase(url.href, 1, MAX_STATEMENT_MS);
    const { id: userId } = await create.user(db);
    const expiresAt = new Date('2030-02-03T04:05:06.789Z');
    const { id } = await create.session(db, { userId, expiresAt });
    const session = await db.session.findUniqueOrThrow({ where: { id } });
    const [raw] = await db.$queryRaw<{ expiresAt: Date; text: string; isNow: boolean }[]>`
      SELECT expires_at AS "expiresAt", expires_at::text AS text, created_at BETWEEN now() - interval '1 minute' AND now() AS "isNow"
      FROM sessions WHERE id = ${id}::uuid`;
    await db.$disconnect();
    expect(session.expiresAt).toEqual(expiresAt);
    expect(raw).toEqual({ expiresAt, text: '2030-02-03 04:05:06.789+00', isNow: true });
  });
});
