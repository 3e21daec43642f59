import { escapeIdentifier } from 'pg';

/** What a pg client or pool needs to connect, and the schema that the connection works in. */
export interface ConnectionSettings {
  connectionString: string;
  options: string;
  /** Prisma's own queries name it; it is the first schema of the search path too. */
  schema: string;
}

/** PostgreSQL's own default. `npm start` names the real one in the address: scripts/database/own-server.ts. */
const DEFAULT_SCHEMA = 'public';

/**
 * A database or a role can have other defaults (ALTER DATABASE … SET, ALTER ROLE … SET). These change what a query
 * means or how a value is written, so every connection fixes them. Prisma's adapter takes every time for UTC.
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
 * How every connection to the console's database is opened, so that raw SQL, Prisma's queries, triggers and
 * migrations agree on the schema and on the forms of values.
 *
 * @param url connection string; `?schema=` names the schema, `?options=` adds further settings
 */
export function connectionSettings(url: string): ConnectionSettings {
  const address = new URL(url);
  const schema = schemaOf(url) ?? DEFAULT_SCHEMA;
  const given = address.searchParams.get('options');
  // pg would use the address's options instead of ours.
  address.searchParams.delete('options');
  const fixed = Object.entries({ ...FIXED, search_path: escapeIdentifier(schema) }).map(
    ([name, value]) => `-c ${name}=${value.replace(/[\\\s]/g, '\\$&')}`,
  );
  // Of two values for one setting PostgreSQL takes the last.
  return { connectionString: address.href, options: [...(given ? [given] : []), ...fixed].join(' '), schema };
}

/** @returns the schema that an address names by `?schema=`, if any */
export function schemaOf(url: string): string | undefined {
  return new URL(url).searchParams.get('schema') || undefined;
}

/** @returns the address with `?schema=` set to this schema */
export function withSchema(url: string, schema: string): string {
  const address = new URL(url);
  address.searchParams.set('schema', schema);
  return address.href;
}
