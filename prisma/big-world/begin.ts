import type { Client } from 'pg';
import { createMark, type Place, readMark } from './mark';
import { type BigWorld, sizeOf } from './size';

/** What the caller may leave open. */
export type WantedWorld = Pick<BigWorld, 'links'> & Partial<BigWorld>;

interface Begun {
  world: BigWorld;
  place: Place;
  /** Whether an earlier run has begun this world. */
  isContinued: boolean;
}

const IN_USE =
  'This database is in use: it has users, OMSs, accounts, companies or audit entries that this command did not make. Nothing was changed. Create an empty database and set DATABASE_URL to it.';

/** Another seed would make another world. */
const SEED = 20_180_817;

const DAY_MS = 24 * 60 * 60 * 1000;
const startOfToday = () => new Date(Math.floor(Date.now() / DAY_MS) * DAY_MS);

const inWords = ({ links, entries, seed }: BigWorld) =>
  `${links.toLocaleString('en')} links, ${entries.toLocaleString('en')} audit entries and seed ${seed}`;

/**
 * Finds out where to begin: at the start of an empty database, or where an earlier run stopped.
 *
 * @throws Error that says what to do, when the database has rows of something else
 */
export async function begin(client: Client, wanted: WantedWorld): Promise<Begun> {
  const given = { entries: 0, seed: SEED, end: startOfToday(), ...wanted };
  await client.query('BEGIN');
  try {
    const found = await readMark(client);
    const begun = found ? proceed(found, given, wanted) : await beginAnew(client, given);
    await client.query('COMMIT');
    return begun;
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  }
}

function proceed(found: { world: BigWorld; place: Place }, given: BigWorld, { end }: WantedWorld): Begun {
  const { world, place } = found;
  const isSame =
    world.links === given.links &&
    world.entries === given.entries &&
    world.seed === given.seed &&
    (end === undefined || end.getTime() === world.end.getTime());
  if (isSame) return { world, place, isContinued: true };
  throw new Error(
    `This database has, or is to get, a world of ${inWords(world)}. Ask for the same, or use an empty database.`,
  );
}

/**
 * Makes sure that a database has no rows but those of a world, whether it has been migrated or not.
 *
 * @throws Error that says what to do
 */
export async function demandUnused(client: Client): Promise<void> {
  if (await readMark(client)) return;
  for (const table of ['users', 'omses', 'accounts', 'companies', 'audit_entries']) {
    const { rows: tables } = await client.query(`SELECT to_regclass($1) IS NOT NULL AS exists`, [table]);
    if (!tables[0].exists) continue;
    const { rows } = await client.query(`SELECT FROM ${table} LIMIT 1`);
    if (rows.length > 0) throw new Error(IN_USE);
  }
}

async function beginAnew(client: Client, world: BigWorld): Promise<Begun> {
  // Locked against writers, so that nobody adds rows between this look and the first chunk's.
  await client.query('LOCK TABLE users, omses, accounts, companies IN SHARE ROW EXCLUSIVE MODE');
  await demandUnused(client);
  await createMark(client, world);
  await reserveIds(client, world);
  return { world, place: { part: 0, holder: 0 }, isContinued: false };
}

/** A user created while a world is being filled must not get an id of that world. */
async function reserveIds(client: Client, world: BigWorld): Promise<void> {
  const { users, accounts, omses, companies, roles } = sizeOf(world);
  await client.query(
    `SELECT setval(pg_get_serial_sequence('users', 'id'), $1), setval(pg_get_serial_sequence('accounts', 'id'), $2),
       setval(pg_get_serial_sequence('omses', 'id'), $3), setval(pg_get_serial_sequence('companies', 'id'), $4),
       setval(pg_get_serial_sequence('company_roles', 'id'), $5)`,
    [users, accounts, omses, companies, roles.total],
  );
}
