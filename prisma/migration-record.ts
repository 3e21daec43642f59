import { createHash, randomUUID } from 'node:crypto';
import type { Client } from 'pg';

// Written by hand for prisma/migrate.ts, which says why. The columns and the checksum are those of Prisma.

/** A migration in its folder. */
export interface Migration {
  name: string;
  script: string;
}

/** A migration that an earlier version or Prisma's command line started without recording its end. */
export interface Unfinished {
  name: string;
  /** Whether PostgreSQL rejected the script. Otherwise the process was killed. */
  hasFailed: boolean;
}

/** The table of `prisma migrate deploy`, which accepts these records. */
const TABLE = `
  CREATE TABLE IF NOT EXISTS _prisma_migrations (
    id VARCHAR(36) PRIMARY KEY NOT NULL,
    checksum VARCHAR(64) NOT NULL,
    finished_at TIMESTAMPTZ,
    migration_name VARCHAR(255) NOT NULL,
    logs TEXT,
    rolled_back_at TIMESTAMPTZ,
    started_at TIMESTAMPTZ NOT NULL DEFAULT now(),
    applied_steps_count INTEGER NOT NULL DEFAULT 0
  )`;

/** Reads which migrations a database has, and which were started but not recorded as finished. */
export async function readRecord(
  client: Client,
): Promise<{ finished: Set<string>; unfinished: Unfinished[] }> {
  const { rows: tables } = await client.query("SELECT to_regclass('_prisma_migrations') AS name");
  if (tables[0].name === null) return { finished: new Set(), unfinished: [] };
  const { rows } = await client.query<Unfinished & { isFinished: boolean }>(`
    SELECT migration_name AS name, finished_at IS NOT NULL AS "isFinished",
           coalesce(logs, '') <> '' AS "hasFailed"
    FROM _prisma_migrations WHERE rolled_back_at IS NULL`);
  return {
    finished: new Set(rows.filter(({ isFinished }) => isFinished).map(({ name }) => name)),
    unfinished: rows.filter(({ isFinished }) => !isFinished),
  };
}

/**
 * Records a migration as applied, in its own transaction, and marks earlier unfinished records as rolled
 * back.
 */
export async function recordApplied(client: Client, { name, script }: Migration): Promise<void> {
  await client.query(TABLE);
  await client.query(
    `UPDATE _prisma_migrations SET rolled_back_at = now()
     WHERE migration_name = $1 AND finished_at IS NULL AND rolled_back_at IS NULL`,
    [name],
  );
  await client.query(
    `INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
     VALUES ($1, $2, $3, now(), clock_timestamp(), 1)`,
    [randomUUID(), createHash('sha256').update(script).digest('hex'), name],
  );
}
