import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { UNLESS_HUNG } from '@/scripts/testing/unless-hung';
import { type Following, makeRemovals, startFollowing } from '../testing/following';
import { createProxiedDatabase, type ProxiedDatabase } from '../testing/proxied-database';

// The feed notices a silent connection within this limit.
vi.stubEnv('DATABASE_TIME_LIMIT_MS', '3000');

let database: ProxiedDatabase;
let following: Following | undefined;

beforeAll(async () => {
  database = await createProxiedDatabase();
});

afterAll(async () => {
  following?.end();
  await database?.drop();
});

it('the change feed replaces a connection that goes silent, and misses no change', async () => {
  const { proxy } = database;
  const [remove] = await makeRemovals(1);
  following = await startFollowing();
  const { states, receivedSeqs } = following;
  states.length = 0;
  // This is the query with which the feed checks its connection.
  proxy.stallAfter('SELECT 1');
  await vi.waitFor(() => expect(states.at(-1)).toBe(false), UNLESS_HUNG);
  proxy.resume();
  await remove?.();
  await vi.waitFor(() => expect(receivedSeqs()).toHaveLength(1), UNLESS_HUNG);
  await vi.waitFor(() => expect(states.at(-1)).toBe(true), UNLESS_HUNG);
});
