import { schemaOf, withSchema } from '@/prisma/connection-settings';
import { UserError } from '../setup/user-error.mjs';
import { withConnection } from './connection';

/** What a server reports on a connection without our settings. */
interface Server {
  version: string;
  encoding: string;
  isReadOnly: boolean;
  role: string;
  /** The first schema of the search path that exists; null when none does. */
  schema: string | null;
}

/** What the database reports about a schema, on a connection with the console's settings. */
interface Schema {
  exists: boolean;
  isUsable: boolean;
  isSearched: boolean;
  holdsConsole: boolean;
  /** Another schema of this database that holds a console's tables. */
  other: string | null;
}

const SERVER = `
  SELECT current_setting('server_version') AS version, current_setting('server_encoding') AS encoding,
         pg_is_in_recovery() OR current_setting('transaction_read_only')::boolean AS "isReadOnly",
         current_user AS role, current_schema() AS schema`;

const SCHEMA = `
  WITH consoles AS (
    SELECT nspname::text AS name FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace
    WHERE relname IN ('audit_head', '_prisma_migrations') AND relkind = 'r'
    GROUP BY nspname HAVING count(*) = 2)
  SELECT EXISTS (SELECT FROM pg_namespace WHERE nspname = $1) AS exists,
         coalesce((SELECT has_schema_privilege(oid, 'USAGE') FROM pg_namespace WHERE nspname = $1), false) AS "isUsable",
         current_schema() IS NOT DISTINCT FROM $1 AS "isSearched",
         EXISTS (SELECT FROM consoles WHERE name = $1) AS "holdsConsole",
         (SELECT min(name) FROM consoles WHERE name <> $1) AS other`;

/**
 * Checks, before the database is changed, that the PostgreSQL that DATABASE_URL names answers and that the
 * console can use it. Finds the schema: the one that `?schema=` names, otherwise the one that the server
 * would use.
 *
 * @returns the server's version, for example "16.3", and the connection string with the schema in it
 * @throws UserError that says what is wrong and never contains the password
 */
export async function checkOwnServer(url: string): Promise<{ version: string; url: string }> {
  const { hostname, port, pathname } = new URL(url);
  const name = `The PostgreSQL at ${hostname}:${port || 5432}${pathname}`;
  const refuse = (error: NodeJS.ErrnoException) => {
    throw new UserError(`${name}, named by DATABASE_URL, can't be used: ${error.message || error.code}`);
  };
  const server = await withConnection({ connectionString: url }, async (client) => {
    return (await client.query<Server>(SERVER)).rows[0] as Server;
  }).catch(refuse);
  const schema = schemaOf(url) ?? server.schema;
  const reason = serverProblem(server) ?? (schema ? undefined : missingSchema(server));
  if (reason || !schema) throw new UserError(`${name} ${reason}`);
  const fixedUrl = withSchema(url, schema);
  const found = await withConnection(fixedUrl, async (client) => {
    return (await client.query<Schema>(SCHEMA, [schema])).rows[0] as Schema;
  }).catch(refuse);
  const problem = schemaProblem({ ...found, name: schema, role: server.role });
  if (problem) throw new UserError(`${name} ${problem}`);
  return { version: server.version.split(' ')[0] ?? '', url: fixedUrl };
}

function serverProblem({ version, encoding, isReadOnly }: Server): string | undefined {
  if (Number.parseInt(version, 10) < 15) return `has version ${version}; the console needs 15 or newer.`;
  if (encoding !== 'UTF8') {
    return (
      `has the encoding ${encoding}, which can't hold every name; the console needs UTF8. ` +
      "Create a database with: CREATE DATABASE … ENCODING 'UTF8' TEMPLATE template0"
    );
  }
  if (isReadOnly) {
    return (
      'is read-only: it is a standby, or default_transaction_read_only is on. ' +
      'Name the primary in DATABASE_URL, or turn the setting off.'
    );
  }
  return undefined;
}

const missingSchema = ({ role }: Server) =>
  `has no schema that ${role} would use: its search_path names none that exists and that ${role} may use. ` +
  'Create one, or name one in DATABASE_URL: ?schema=…';

function schemaProblem(schema: Schema & { name: string; role: string }): string | undefined {
  const { name, role } = schema;
  // Prisma puts the name between double quotes without escaping it.
  if (name.includes('"')) return `has a schema ${name}; the console can't use a name with a double quote.`;
  if (!schema.exists)
    return `has no schema "${name}". Create it first: CREATE SCHEMA … AUTHORIZATION ${role}`;
  if (!schema.isUsable)
    return `has a schema "${name}" that ${role} may not use: GRANT USAGE ON SCHEMA … TO ${role}`;
  if (!schema.isSearched) {
    return (
      'does not accept the settings with which the console opens a connection (the startup parameter ' +
      '`options`). A connection pooler must pass them on.'
    );
  }
  if (schema.other !== null && !schema.holdsConsole) {
    return (
      `holds a console in the schema "${schema.other}", and none in "${name}"; ` +
      `one database holds one console. Set ?schema=${encodeURIComponent(schema.other)} in DATABASE_URL, ` +
      'or name another database.'
    );
  }
  return undefined;
}
