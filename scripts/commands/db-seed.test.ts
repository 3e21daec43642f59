import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createDatabase } from '@/prisma/client';
import { create } from '@/prisma/factories';
import { createTestDatabase } from '../testing/test-database';
import { MAX_STATEMENT_MS } from '../testing/unless-hung';

const script = path.join(import.meta.dirname, '../run.mjs');

const databases: Awaited<ReturnType<typeof createTestDatabase>>[] = [];

beforeAll(async () => {
  databases.push(await createTestDatabase(), await createTestDatabase());
});

afterAll(() => Promise.all(databases.map(({ drop }) => drop())));

/** Runs `npm run db:seed` on one of the databases. */
function seed(database: number, ...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, 'db-seed', ...args], {
    encoding: 'utf8',
    env: { ...process.env, DATABASE_URL: databases[database]?.url },
  });
  return { status, stdout, stderr };
}

it('fills the database that DATABASE_URL names, and a second run finds nothing to do', () => {
  const first = seed(0, '--links', '300', '--entries', '20');
  expect(first).toMatchObject({ status: 0, stderr: '' });
  expect(first.stdout).toContain('✓ 300 links, with all that belongs to them, are there,');
  const second = seed(0, '--links', '300', '--entries', '20');
  expect(second.status).toBe(0);
  expect(second.stdout).toContain('This database already has that world. Nothing was changed.');
});

it('refuses a database in use, says what to do, and exits with code 1', async () => {
  const db = createDatabase(databases[1]?.url ?? '', 1, MAX_STATEMENT_MS);
  await create.user(db);
  await db.$disconnect();
  const { status, stdout, stderr } = seed(1, '--links', '300');
  expect(status).toBe(1);
  expect(stdout, 'not even migrations are looked for').not.toContain('Database checked');
  expect(stderr).toContain('This database is in use');
  expect(stderr).toContain('Create an empty database and set DATABASE_URL to it.');
  expect(stderr).not.toContain('    at ');
});
