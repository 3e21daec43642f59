import { randomBytes } from 'node:crypto';
import { inject } from 'vitest';
import { dropDatabase, makeDatabase } from '../database/databases';

/** The database of one test file. */
export interface TestDatabase {
  url: string;
  drop(): Promise<void>;
}

/**
 * Creates a migrated, empty database for one test file, as a copy of the template. Sets this process's
 * DATABASE_URL, so that `database()` opens it too.
 */
export async function createTestDatabase(): Promise<TestDatabase> {
  const server = inject('testServer');
  const name = `test_${randomBytes(8).toString('hex')}`;
  await makeDatabase(server, name, inject('testTemplate'));
  const url = new URL(server);
  url.pathname = `/${name}`;
  process.env.DATABASE_URL = url.href;
  return { url: url.href, drop: () => dropDatabase(server, name) };
}
