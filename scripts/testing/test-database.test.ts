import { expect, test } from 'vitest';
import { withConnection } from '../database/connection';
import { createTestDatabase } from './test-database';

const countUsers = (url: string) =>
  withConnection(
    url,
    async (client) => (await client.query('SELECT count(*)::int AS n FROM users')).rows[0].n,
  );

test('each test database is migrated, empty and separate, and does not exist after drop', async () => {
  const [one, two] = await Promise.all([createTestDatabase(), createTestDatabase()]);
  const email = "INSERT INTO users (user_name, email) VALUES ('a', 'a@example.com')";
  await withConnection(one.url, (client) => client.query(email));
  expect([await countUsers(one.url), await countUsers(two.url)]).toEqual([1, 0]);
  await Promise.all([one.drop(), two.drop()]);
  await expect(countUsers(one.url)).rejects.toThrow(/does not exist/);
});
