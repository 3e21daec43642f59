import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { withSchemaEngine } from './schema-engine';

const migrationsDir = path.join(import.meta.dirname, 'migrations');

/**
 * Applies the migrations that a database lacks, with the checksums that `prisma migrate deploy` keeps too.
 *
 * @param url connection string of the PostgreSQL database, version 15 or newer
 * @returns the names of the migrations it applied, in order; empty when there was nothing to do
 * @throws Error when a migration fails, or one that was applied has changed since
 */
export async function migrate(url: string): Promise<string[]> {
  const names = (await readdir(migrationsDir, { withFileTypes: true }))
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
  const migrationDirectories = await Promise.all(
    names.map(async (name) => ({
      path: name,
      migrationFile: {
        path: 'migration.sql',
        content: {
          tag: 'ok' as const,
          value: await readFile(path.join(migrationsDir, name, 'migration.sql'), 'utf8'),
        },
      },
    })),
  );
  const lockfile = {
    path: 'migration_lock.toml',
    content: await readFile(path.join(migrationsDir, 'migration_lock.toml'), 'utf8'),
  };
  const { appliedMigrationNames } = await withSchemaEngine(url, (engine) =>
    engine.applyMigrations({
      migrationsList: { baseDir: migrationsDir, lockfile, shadowDbInitScript: '', migrationDirectories },
      filters: { externalTables: [], externalEnums: [] },
    }),
  );
  return appliedMigrationNames;
}
