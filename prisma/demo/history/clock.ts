import type { Tx } from '@/domain/call/transaction';

/**
 * Gives one transaction a clock of its own. The time of an audit entry always comes from the database, and
 * nothing that the console or the gateway runs can choose it; so the demo's history is written by a
 * transaction in which the database's clock shows the past.
 *
 * @returns a function that sets the clock
 */
export async function ownClock(tx: Tx): Promise<(at: Date) => Promise<void>> {
  await tx.$executeRaw`CREATE SCHEMA demo_clock`;
  await tx.$executeRaw`
    CREATE FUNCTION demo_clock.clock_timestamp() RETURNS timestamptz LANGUAGE sql VOLATILE
    AS $$ SELECT current_setting('demo_clock.at')::timestamptz $$`;
  await tx.$executeRaw`
    SELECT set_config('search_path', concat_ws(', ', 'demo_clock', quote_ident(current_schema()), 'pg_catalog'), true)`;
  return async (at) => {
    await tx.$executeRaw`SELECT set_config('demo_clock.at', ${at.toISOString()}, true)`;
  };
}

/** Removes the clock that ownClock made. */
export async function removeClock(tx: Tx): Promise<void> {
  await tx.$executeRaw`DROP SCHEMA demo_clock CASCADE`;
}
