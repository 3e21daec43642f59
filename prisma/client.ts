import 'server-only';
import { PrismaPg } from '@prisma/adapter-pg';
import { env } from '@/env';
import { CleanPool } from './clean-pool';
import { connectionSettings } from './connection-settings';
import { PrismaClient } from './generated/client';

/** No statement, lock wait or pool wait may outlast these: a lost database must show within 3 seconds. */
const LIMITS = { statementMs: 2_000, lockMs: 1_800, connectMs: 1_500, idleInTransactionMs: 10_000 };

function open(url: string, poolSize: number): { pool: CleanPool; client: PrismaClient } {
  const { schema, ...settings } = connectionSettings(url);
  const pool = new CleanPool({
    ...settings,
    max: poolSize,
    connectionTimeoutMillis: LIMITS.connectMs,
    statement_timeout: LIMITS.statementMs,
    lock_timeout: LIMITS.lockMs,
    idle_in_transaction_session_timeout: LIMITS.idleInTransactionMs,
    // The server's own limit can't fire when the server is the one that hangs.
    query_timeout: LIMITS.statementMs + 200,
    keepAlive: true,
    application_name: 'access-console',
  });
  const adapter = new PrismaPg(pool, { disposeExternalPool: true, schema });
  const client = new PrismaClient({
    adapter,
    // The usual messages quote the source around a query, where any word may stand.
    errorFormat: 'minimal',
    transactionOptions: { maxWait: LIMITS.connectMs, timeout: LIMITS.idleInTransactionMs },
  });
  return { pool, client };
}

/**
 * Opens a pool of connections with the time limits that every caller lives by.
 *
 * @param url connection string of the PostgreSQL database
 * @param poolSize most connections held at once
 * @returns a client; call `$disconnect()` when done
 */
export const createDatabase = (url: string, poolSize = 10): PrismaClient => open(url, poolSize).client;

// Pages, actions and route handlers are bundled apart: the global is what makes them share one pool.
const shared = globalThis as { accessConsoleDatabase?: ReturnType<typeof open> };

/**
 * This process's database.
 *
 * @returns the one client, opened at the first call with the settings of the environment
 */
export function database(): PrismaClient {
  shared.accessConsoleDatabase ??= open(env().DATABASE_URL, env().DATABASE_POOL_SIZE);
  return shared.accessConsoleDatabase.client;
}

/** How many connections of this process's pool changes may hold at once, so that reads always have some. */
export const poolForChanges = (): number => Math.max(1, Math.floor(env().DATABASE_POOL_SIZE * 0.7));

/**
 * How this process's pool stands: connections that are open, those among them that nobody uses, and callers who
 * wait for one. It opens nothing.
 */
export function poolUse(): { total: number; idle: number; waiting: number } {
  const {
    totalCount: total = 0,
    idleCount: idle = 0,
    waitingCount: waiting = 0,
  } = shared.accessConsoleDatabase?.pool ?? {};
  return { total, idle, waiting };
}
