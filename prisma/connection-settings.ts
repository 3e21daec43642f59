import { escapeIdentifier } from 'pg';

/** What a pg client or pool needs to connect, and the schema that the connection uses. */
export interface ConnectionSettings {
  connectionString: string;
  options: string;
  /** Named in Prisma's own queries, and the first schema of the search path. */
  schema: string;
}

/**
 * PostgreSQL's own default. `npm start` names the real one in the address: scripts/database/own-server.ts.
 */
const DEFAULT_SCHEMA = 'public';

/**
 * A database or a role can have other defaults (ALTER DATABASE … SET, ALTER ROLE … SET). These settings
 * change what a query means or how a value is written, so every connection sets them. Prisma's adapter reads
 * every time as UTC.
 */
const FIXED = {
  timezone: 'UTC',
  datestyle: 'ISO',
  intervalstyle: 'postgres',
  bytea_output: 'hex',
  extra_float_digits: '1',
  standard_conforming_strings: 'on',
  array_nulls: 'on',
  transform_null_equals: 'off',
  default_transaction_isolation: 'read committed',
};

/**
 * Returns the settings that every connection to the console's database uses, so that raw SQL, Prisma's
 * queries, triggers and migrations agree on the schema and on the format of values.
 *
 * @param url connection string; `?schema=` names the schema, `?options=` adds further settings
 */
export function connectionSettings(url: string): ConnectionSettings {
  const address = new URL(url);
  const schema = schemaOf(url) ?? DEFAULT_SCHEMA;
  const given = address.searchParams.get('options');
  // pg would use the options in the address instead of these.
  address.searchParams.delete('options');
  const fixed = Object.entries({ ...FIXED, search_path: escapeIdentifier(schema) }).map(
    ([name, value]) => `-c ${name}=${value.replace(/[\\\s]/g, '\\$&')}`,
  );
  // PostgreSQL uses the last of two values for one setting.
  return { connectionString: address.href, options: [...(given ? [given] : []), ...fixed].join(' '), schema };
}

/** Returns the schema that `?schema=` in a connection string names, if any. */
export function schemaOf(url: string): string | undefined {
  return new URL(url).searchParams.get('schema') || undefined;
}

/** Returns the connection string with `?schema=` set to this schema. */
export function withSchema(url: string, schema: string): string {
  const address = new URL(url);
  address.searchParams.set('schema', schema);
  return address.href;
}
