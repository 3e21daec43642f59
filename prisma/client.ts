import 'server-only';
import { PrismaPg } from '@prisma/adapter-pg';
import { env } from '@/env';
import { CleanPool } from './clean-pool';
import { connectionSettings } from './connection-settings';
import { PrismaClient } from './generated/client';

/** No statement, lock wait or pool wait may outlast these: a lost database must show soon. */
const limitsOf = (statementMs: number) => ({
  statementMs,
  lockMs: statementMs * 0.9,
  connectMs: statementMs * 0.75,
  idleInTransactionMs: statementMs * 5,
});

function open(
  url: string,
  { poolSize, timeLimitMs }: { poolSize: number; timeLimitMs: number },
): { pool: CleanPool; client: PrismaClient } {
  const limits = limitsOf(timeLimitMs);
  const { schema, ...settings } = connectionSettings(url);
  const pool = new CleanPool({
    ...settings,
    max: poolSize,
    connectionTimeoutMillis: limits.connectMs,
    statement_timeout: limits.statementMs,
    lock_timeout: limits.lockMs,
    idle_in_transaction_session_timeout: limits.idleInTransactionMs,
    // The server's own limit can't fire when the server is the one that hangs.
    query_timeout: limits.statementMs + 200,
    keepAlive: true,
    application_name: 'access-console',
  });
  const adapter = new PrismaPg(pool, { disposeExternalPool: true, schema });
  const client = new PrismaClient({
    adapter,
    // The usual messages quote the source around a query, where any word may stand.
    errorFormat: 'minimal',
    transactionOptions: { maxWait: limits.connectMs, timeout: limits.idleInTransactionMs },
  });
  return { pool, client };
}

/**
 * Opens a pool of connections with the time limits that every caller lives by.
 *
 * @param url connection string of the PostgreSQL database
 * @param poolSize most connections held at once
 * @param timeLimitMs how long one statement may take, in milliseconds
 * @returns a client; call `$disconnect()` when done
 */
export const createDatabase = (url: string, poolSize = 10, timeLimitMs = 2_000): PrismaClient =>
  open(url, { poolSize, timeLimitMs }).client;

// Pages, actions and route handlers are bundled apart: the global is what makes them share one pool.
const shared = globalThis as { accessConsoleDatabase?: ReturnType<typeof open> };

/**
 * This process's database.
 *
 * @returns the one client, opened at the first call with the settings of the environment
 */
export function database(): PrismaClient {
  const { DATABASE_URL, DATABASE_POOL_SIZE: poolSize, DATABASE_TIME_LIMIT_MS: timeLimitMs } = env();
  shared.accessConsoleDatabase ??= open(DATABASE_URL, { poolSize, timeLimitMs });
  return shared.accessConsoleDatabase.client;
}

/** How many connections of this process's pool changes may hold at once, so that reads always have some. */
export const poolForChanges = (): number => Math.max(1, Math.floor(env().DATABASE_POOL_SIZE * 0.7));

/**
 * How long all statements of one call may take together, in milliseconds. Less than an idle transaction is let be, and
 * enough to wait once for a lock.
 */
export const callTimeLimit = (): number => env().DATABASE_TIME_LIMIT_MS * 4;

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
