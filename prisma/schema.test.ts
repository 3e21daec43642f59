import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase } from '@/scripts/testing/test-database';
import { withSchemaEngine } from './schema-engine';

// The migrations contain handwritten SQL, so they could differ from schema.prisma. The engine can't read a
// database through a driver adapter. So the test creates what the engine makes of schema.prisma in a second
// schema of the migrated database, and compares the two catalogs.

const TABLES = `
  SELECT relname AS name FROM pg_class
  WHERE relnamespace = $1::regnamespace AND relkind IN ('r', 'p') AND relname <> '_prisma_migrations'
  ORDER BY 1`;

const COLUMNS = `
  SELECT relname || '.' || attname AS name, format_type(atttypid, atttypmod) AS type,
         attnotnull AS required, attidentity AS identity, attgenerated AS generated,
         pg_get_expr(adbin, adrelid) AS "default"
  FROM pg_class JOIN pg_attribute ON attrelid = pg_class.oid AND attnum > 0 AND NOT attisdropped
  LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
  WHERE relnamespace = $1::regnamespace AND relkind IN ('r', 'p') AND relname <> '_prisma_migrations'
  ORDER BY 1`;

const ENUMS = `
  SELECT typname AS name, array_agg(enumlabel::text ORDER BY enumsortorder) AS labels
  FROM pg_type JOIN pg_enum ON enumtypid = pg_type.oid
  WHERE typnamespace = $1::regnamespace GROUP BY typname ORDER BY 1`;

// Only the migrations have checks and triggers. Primary and foreign keys must be the same, with their
// actions.
const KEYS = `
  SELECT conrelid::regclass || '.' || conname AS name, pg_get_constraintdef(oid, true) AS definition
  FROM pg_constraint
  WHERE connamespace = $1::regnamespace AND contype IN ('p', 'u', 'f')
    AND conrelid::regclass::text <> '_prisma_migrations'
  ORDER BY 1`;

// Only the migrations have expression, partial and trigram indexes, which Prisma's language lacks.
const PLAIN_INDEXES = `
  SELECT indexrelid::regclass::text AS name, pg_get_indexdef(indexrelid, 0, true) AS definition
  FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid JOIN pg_am ON pg_am.oid = relam
  WHERE relnamespace = $1::regnamespace AND indexprs IS NULL AND indpred IS NULL AND amname = 'btree'
    AND indrelid::regclass::text <> '_prisma_migrations'
  ORDER BY 1`;

async function sqlOfSchemaFile(url: string): Promise<string> {
  const content = await readFile(path.join(import.meta.dirname, 'schema.prisma'), 'utf8');
  const { stdout } = await withSchemaEngine(url, (engine) =>
    engine.diff({
      from: { tag: 'empty' },
      to: { tag: 'schemaDatamodel', files: [{ path: 'schema.prisma', content }] },
      script: true,
      exitCode: null,
      filters: { externalTables: [], externalEnums: [] },
    }),
  );
  return stdout ?? '';
}

describe('the migrated database', () => {
  let database: Awaited<ReturnType<typeof createTestDatabase>>;
  let client: Client;

  async function catalog(schema: 'public' | 'declared', query: string): Promise<unknown[]> {
    // PostgreSQL prints names in the search path without the schema, so that the two catalogs are comparable.
    await client.query(`SET search_path TO ${schema}`);
    return (await client.query(query, [schema])).rows;
  }

  beforeAll(async () => {
    database = await createTestDatabase();
    client = new Client({ connectionString: database.url });
    await client.connect();
    await client.query('CREATE SCHEMA declared; SET search_path TO declared');
    await client.query(await sqlOfSchemaFile(database.url));
  });

  afterAll(async () => {
    await client?.end();
    await database?.drop();
  });

  it.each([
    ['tables', TABLES],
    ['columns, with types and defaults', COLUMNS],
    ['enums', ENUMS],
    ['primary and foreign keys', KEYS],
    ['plain indexes', PLAIN_INDEXES],
  ])('has the %s that schema.prisma declares', async (_, query) => {
    const declared = await catalog('declared', query);
    expect(declared).not.toEqual([]);
    expect(await catalog('public', query)).toEqual(declared);
  });
});
