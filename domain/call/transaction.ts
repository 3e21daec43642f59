import pLimit, { type LimitFunction } from 'p-limit';
import { callTimeLimit, database, poolForChanges } from '@/prisma/client';
import { Prisma } from '@/prisma/generated/client';
import { Refusal, ServerFault } from './errors';

/** A transaction or the database itself: a query can run on either. */
export type Tx = Prisma.TransactionClient;

const MAX_TRIES = 5;

/**
 * Codes of Prisma, its adapter, the driver and PostgreSQL for a database that is unreachable, full or too
 * slow. P2039 is not among them: it only means that the cause holds PostgreSQL's own code.
 */
const UNAVAILABLE = new Set([
  'P1001',
  'P1002',
  'P1008',
  'P1017',
  'P2024',
  'P2028',
  'P2037',
  'ECONNREFUSED',
  'ECONNRESET',
  'ETIMEDOUT',
  'EPIPE',
  'ENOTFOUND',
  'EAI_AGAIN',
  '57P01',
  '57P02',
  '57P03',
  '53300',
  '57014',
  '55P03',
  '08006',
  '08001',
  'DatabaseNotReachable',
  'ConnectionClosed',
  'SocketTimeout',
  'TooManyConnections',
]);
const UNAVAILABLE_WORDS = /connection terminated|timeout|ended by the server|not queryable|can't reach/i;
const CONFLICT = new Set(['P2034', '40001', '40P01', 'TransactionWriteConflict']);

/** Every code and message of an error and its causes. */
function* traces(error: unknown, depth = 0): Generator<string> {
  if (typeof error !== 'object' || error === null || depth > 5) return;
  const { code, kind, originalCode, message, cause, meta } = error as Record<string, unknown>;
  for (const trace of [code, kind, originalCode, message]) if (typeof trace === 'string') yield trace;
  yield* traces(cause, depth + 1);
  yield* traces((meta as Record<string, unknown> | undefined)?.driverAdapterError, depth + 1);
}

const isConflict = (error: unknown) => [...traces(error)].some((trace) => CONFLICT.has(trace));
const isUnavailable = (error: unknown) =>
  [...traces(error)].some((trace) => UNAVAILABLE.has(trace) || UNAVAILABLE_WORDS.test(trace));

/** Whether the error means that a statement was cancelled because it took too long. */
export const isTooLong = (error: unknown): boolean =>
  [...traces(error)].some((trace) => trace === '57014' || /query read timeout/i.test(trace));

/**
 * Returns null for work that takes too long, so that what is shown with it neither waits nor fails.
 *
 * @throws every other error of the work
 */
export async function inTime<T>(work: () => Promise<T>): Promise<T | null> {
  try {
    return await work();
  } catch (error) {
    if (isTooLong(error)) return null;
    throw error;
  }
}

/**
 * Classifies what an operation threw. Nothing else interprets database errors.
 *
 * @returns the error itself when it is a Refusal or a ServerFault, otherwise a ServerFault around it
 */
export function translateError(error: unknown): Refusal | ServerFault {
  if (error instanceof Refusal || error instanceof ServerFault) return error;
  return new ServerFault(isUnavailable(error) ? 'unavailable' : 'failed', error);
}

/** Whether the error means that a statement gave up waiting for another transaction's lock. */
export const isLockTimeout = (error: unknown): boolean => [...traces(error)].includes('55P03');

/** The most mutations that run at once in this process. */
export const connectionsForChanges = poolForChanges;

/** The time by which a call must end, in milliseconds of performance.now(). */
export type Deadline = number;

/** The deadline of a call that begins now. It covers retries and the wait for a connection. */
export const deadlineFromNow = (): Deadline => performance.now() + callTimeLimit();

/**
 * The deadline for recording how a call ended: the call's own, or a quarter of the call time limit from now
 * if that is later, so that even a slow statement can finish.
 */
export const deadlineToRecord = (deadline: Deadline): Deadline =>
  Math.max(deadline, performance.now() + callTimeLimit() / 4);

const pastDeadline = () => new ServerFault('unavailable', new Error('The deadline of the call has passed.'));

/**
 * Runs work in one transaction (read committed, explicit locks). After a deadlock or a serialization conflict
 * it starts again, at most five times in all and only until the deadline.
 *
 * @param work must change nothing but the database, since it may run more than once
 * @param deadline the call's deadline; leave it out for work that belongs to no call
 * @throws what the work threw; the conflict itself after the last try; ServerFault once the deadline has
 *   passed
 */
export async function inTransaction<T>(
  work: (tx: Tx) => Promise<T>,
  deadline: Deadline = deadlineFromNow(),
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    const timeout = Math.floor(deadline - performance.now());
    if (timeout <= 0) throw pastDeadline();
    try {
      return await database().$transaction(work, { timeout });
    } catch (error) {
      if (attempt === MAX_TRIES || !isConflict(error)) throw error;
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 20 * 2 ** attempt));
    }
  }
}

/**
 * Runs reads that must all see the database at one moment.
 *
 * @throws what the reads threw
 */
export const inSnapshot = <T>(work: (tx: Tx) => Promise<T>): Promise<T> =>
  database().$transaction(work, { isolationLevel: 'RepeatableRead', timeout: callTimeLimit() });

// Actions and route handlers are separate bundles, so only a global makes them share one limit.
const shared = globalThis as { accessConsoleChanges?: LimitFunction };

/**
 * Runs the transaction of a mutation. Mutations wait for each other's locks, so they may use only part of the
 * connections; the rest is for queries and sign-ins.
 *
 * @param work as for inTransaction
 * @param deadline as for inTransaction; it covers the wait for a connection
 * @throws as inTransaction
 */
export function inChange<T>(
  work: (tx: Tx) => Promise<T>,
  deadline: Deadline = deadlineFromNow(),
): Promise<T> {
  shared.accessConsoleChanges ??= pLimit(connectionsForChanges());
  const limit = shared.accessConsoleChanges;
  return new Promise((resolve, reject) => {
    const giveUp = () => reject(pastDeadline());
    const timer = setTimeout(giveUp, Math.max(0, deadline - performance.now()));
    limit(async () => {
      clearTimeout(timer);
      await inTransaction(work, deadline).then(resolve, reject);
    });
  });
}

/**
 * The statement that takes an advisory lock and holds it until the transaction ends. It waits while another
 * transaction holds the lock of the same key.
 */
export const advisoryLockSql = (key: string): Prisma.Sql =>
  Prisma.sql`SELECT pg_advisory_xact_lock(hashtextextended(${key}, 0))::text AS locked`;

/** Takes an advisory lock (`advisoryLockSql`). */
export async function advisoryLock(tx: Tx, key: string): Promise<void> {
  await tx.$executeRaw(advisoryLockSql(key));
}

/**
 * Returns the row of a query that always yields one, such as a SELECT without FROM.
 *
 * @throws Error when there is no row, which is a mistake in the query
 */
export function requireRow<Row>(row: Row | undefined): Row {
  if (row === undefined) throw new Error('A query that always answers gave no row.');
  return row;
}
