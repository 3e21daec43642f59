import 'server-only';
import { PrismaPg } from '@prisma/adapter-pg';
import { env } from '@/env';
import { CleanPool } from './clean-pool';
import { connectionSettings } from './connection-settings';
import { PrismaClient } from './generated/client';

/** Time limits for statements, lock waits and connections, so that a lost database is noticed soon. */
const limitsOf = (statementMs: number) => ({
  statementMs,
  lockMs: statementMs * 0.9,
  connectMs: statementMs * 0.75,
  idleInTransactionMs: statementMs * 5,
});

/**
 * Every statement of the console reads few rows. Workers in parallel and compiled plans pay for reading many, and
 * cost more than they save when the planner expects too much, as at the end of a long list.
 */
export const FOR_SHORT_READS = '-c max_parallel_workers_per_gather=0 -c jit=off';

function open(
  url: string,
  { poolSize, timeLimitMs }: { poolSize: number; timeLimitMs: number },
): { pool: CleanPool; client: PrismaClient } {
  const limits = limitsOf(timeLimitMs);
  const { schema, ...settings } = connectionSettings(url);
  const pool = new CleanPool({
    ...settings,
    options: `${settings.options} ${FOR_SHORT_READS}`,
    max: poolSize,
    connectionTimeoutMillis: limits.connectMs,
    statement_timeout: limits.statementMs,
    lock_timeout: limits.lockMs,
    idle_in_transaction_session_timeout: limits.idleInTransactionMs,
    // The server's own time limit has no effect when the server hangs.
    query_timeout: limits.statementMs + 200,
    keepAlive: true,
    application_name: 'access-console',
  });
  const adapter = new PrismaPg(pool, { disposeExternalPool: true, schema });
  const client = new PrismaClient({
    adapter,
    // Prisma's usual messages quote the source code around a query, which would end up in the log.
    errorFormat: 'minimal',
    transactionOptions: { maxWait: limits.connectMs, timeout: limits.idleInTransactionMs },
  });
  return { pool, client };
}

/**
 * Opens a pool of connections. Call `$disconnect()` when done.
 *
 * @param poolSize maximum number of open connections
 * @param timeLimitMs time limit of one statement in milliseconds; the other limits are derived from it
 */
export const createDatabase = (url: string, poolSize = 10, timeLimitMs = 2_000): PrismaClient =>
  open(url, { poolSize, timeLimitMs }).client;

// Next.js bundles pages, actions and route handlers separately. The global makes them share one pool.
const shared = globalThis as {
  accessConsoleDatabase?: { client: PrismaClient; pool?: CleanPool } | undefined;
};

/** Returns this process's only client, which the first call opens with the settings of the environment. */
export function database(): PrismaClient {
  const { DATABASE_URL, DATABASE_POOL_SIZE: poolSize, DATABASE_TIME_LIMIT_MS: timeLimitMs } = env();
  shared.accessConsoleDatabase ??= open(DATABASE_URL, { poolSize, timeLimitMs });
  return shared.accessConsoleDatabase.client;
}

/**
 * Makes `database()` return another client while `work` runs. It is for the demo's seed, whose operations run
 * in one transaction and alone in their process.
 */
export async function withDatabase<T>(client: PrismaClient, work: () => Promise<T>): Promise<T> {
  const usual = shared.accessConsoleDatabase;
  shared.accessConsoleDatabase = { client };
  try {
    return await work();
  } finally {
    shared.accessConsoleDatabase = usual;
  }
}

/**
 * How many connections of this process's pool mutations may use at once, so that some always remain for
 * queries.
 */
export const poolForChanges = (): number => Math.max(1, Math.floor(env().DATABASE_POOL_SIZE * 0.7));

/**
 * Time limit for all statements of one call together, in milliseconds. It is shorter than the limit of an
 * idle transaction, and long enough to wait once for a lock.
 */
export const callTimeLimit = (): number => env().DATABASE_TIME_LIMIT_MS * 4;

/**
 * Counts the connections of this process's pool: open ones, unused ones among them, and requests that wait
 * for one. Opens no connection.
 */
export function poolUse(): { total: number; idle: number; waiting: number } {
  const {
    totalCount: total = 0,
    idleCount: idle = 0,
    waitingCount: waiting = 0,
  } = shared.accessConsoleDatabase?.pool ?? {};
  return { total, idle, waiting };
}
