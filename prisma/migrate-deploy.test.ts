import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { MigrationList } from '@prisma/schema-engine-wasm';
import { afterEach, beforeEach, expect, inject, it } from 'vitest';
import { withConnection } from '@/scripts/database/connection';
import { dropDatabase, makeDatabase } from '@/scripts/database/databases';
import { migrate } from './migrate';
import { withSchemaEngine } from './schema-engine';

// A deployment that has Prisma's engine may run `prisma migrate deploy` instead of prisma/migrate.ts. Here the
// same engine is its WebAssembly build, since the other is a download.

const server = inject('testServer');
const folder = path.join(import.meta.dirname, 'migrations');
const filters = { externalTables: [], externalEnums: [] };

const databases: string[] = [];
let ours: string;
let prismas: string;

async function newDatabase(name: string): Promise<string> {
  databases.push(name);
  await makeDatabase(server, name);
  const address = new URL(server);
  address.pathname = `/${name}`;
  return address.href;
}

beforeEach(async () => {
  ours = await newDatabase('deploy_ours');
  prismas = await newDatabase('deploy_prisma');
});
afterEach(async () => {
  for (const name of databases.splice(0)) await dropDatabase(server, name);
});

/** What Prisma's command line passes to its engine: the files below prisma/migrations. */
async function readMigrationList(count?: number): Promise<MigrationList> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  const read = async (name: string) => {
    const value = await readFile(path.join(folder, name, 'migration.sql'), 'utf8');
    return { path: name, migrationFile: { path: 'migration.sql', content: { tag: 'ok' as const, value } } };
  };
  return {
    baseDir: folder,
    lockfile: {
      path: 'migration_lock.toml',
      content: await readFile(path.join(folder, 'migration_lock.toml'), 'utf8'),
    },
    shadowDbInitScript: '',
    migrationDirectories: await Promise.all(names.sort().slice(0, count).map(read)),
  };
}

/** `prisma migrate deploy`, with all migrations or only the first ones. */
const deploy = async (url: string, count?: number) => {
  const migrationsList = await readMigrationList(count);
  return withSchemaEngine(
    url,
    async (engine) => (await engine.applyMigrations({ migrationsList, filters })).appliedMigrationNames,
  );
};

/** `prisma migrate status`. */
const status = async (url: string) => {
  const migrationsList = await readMigrationList();
  return withSchemaEngine(url, (engine) =>
    engine.diagnoseMigrationHistory({ migrationsList, optInToShadowDatabase: false, filters }),
  );
};

const UP_TO_DATE = {
  editedMigrationNames: [],
  failedMigrationNames: [],
  hasMigrationsTable: true,
  history: null,
};

const readRecord = (url: string) =>
  withConnection(url, async (client) => {
    const { rows } = await client.query(`
      SELECT migration_name, checksum, applied_steps_count, rolled_back_at, finished_at >= started_at AS finished
      FROM _prisma_migrations ORDER BY started_at, migration_name`);
    return rows;
  });

it('leaves Prisma nothing to do, and Prisma leaves it nothing to do', async () => {
  const applied = await migrate(ours);
  expect(await status(ours)).toEqual(UP_TO_DATE);
  expect(await deploy(ours)).toEqual([]);

  expect(await deploy(prismas)).toEqual(applied);
  expect(await migrate(prismas)).toEqual([]);
  expect(await status(prismas)).toEqual(UP_TO_DATE);
  expect(await readRecord(prismas)).toEqual(await readRecord(ours));
});

it('continues where Prisma stopped, and Prisma continues where it stopped', async () => {
  const names = await migrate(ours);
  const last = names.at(-1) as string;
  expect(await deploy(prismas, 5)).toEqual(names.slice(0, 5));
  expect(await migrate(prismas)).toEqual(names.slice(5));

  // This migration adds only what does not exist, so it can run twice.
  expect(last).toBe('20261126141000_list_keys');
  await withConnection(ours, (client) =>
    client.query('DELETE FROM _prisma_migrations WHERE migration_name = $1', [last]),
  );
  expect(await deploy(ours)).toEqual([last]);
  for (const url of [ours, prismas]) expect(await status(url)).toEqual(UP_TO_DATE);
});
