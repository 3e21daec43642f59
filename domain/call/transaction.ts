import pLimit, { type LimitFunction } from 'p-limit';
import { callTimeLimit, database, poolForChanges } from '@/prisma/client';
import type { Prisma } from '@/prisma/generated/client';
import { Refusal, ServerFault } from './errors';

/** A transaction, or the database itself: what a query can run on. */
export type Tx = Prisma.TransactionClient;

const MOST_TRIES = 5;

/**
 * What Prisma, its adapter and the driver call a database that is away, full or too slow to answer. P2039 is not
 * among them: it only says that the code of PostgreSQL's own stands further in.
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

/** Every code and message that an error carries, its causes' included. */
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

/**
 * Whether a statement was given up because it took too long.
 *
 * @param error what it threw
 */
export const isTooLong = (error: unknown): boolean =>
  [...traces(error)].some((trace) => trace === '57014' || /query read timeout/i.test(trace));

/**
 * The one place where a database's errors get a meaning.
 *
 * @param error whatever was thrown below an operation
 * @returns the refusal itself when it is one, else a ServerFault around it
 */
export function translateError(error: unknown): Refusal | ServerFault {
  if (error instanceof Refusal || error instanceof ServerFault) return error;
  return new ServerFault(isUnavailable(error) ? 'unavailable' : 'failed', error);
}

/**
 * Whether a statement gave up waiting for a lock that another transaction holds.
 *
 * @param error what it threw
 */
export const isLockTimeout = (error: unknown): boolean => [...traces(error)].includes('55P03');

/** How many changes may be at work at once in this process. */
export const connectionsForChanges = poolForChanges;

/** The moment by which a call must have ended, on performance.now()'s clock, in milliseconds. */
export type Deadline = number;

/** The deadline of a call that begins now: its tries and its waiting for a connection count as well. */
export const deadlineFromNow = (): Deadline => performance.now() + callTimeLimit();

/**
 * The deadline for recording how a call ended: its own, and in any case time for a statement that is slow.
 *
 * @param deadline of the call
 */
export const deadlineToRecord = (deadline: Deadline): Deadline =>
  Math.max(deadline, performance.now() + callTimeLimit() / 4);

const pastDeadline = () => new ServerFault('unavailable', new Error('The deadline of the call has passed.'));

/**
 * Runs work in one transaction (read committed, explicit locks), again from the start after a deadlock or a
 * serialization conflict, at most five times and only until the deadline.
 *
 * @param work what to do; it must change nothing but the database, since it may run more than once
 * @param deadline of the call that it belongs to; left out for work that is no call's
 * @returns what the work returned, committed
 * @throws whatever the work threw; the conflict itself after the last try; ServerFault once the deadline has passed
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
      if (attempt === MOST_TRIES || !isConflict(error)) throw error;
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 20 * 2 ** attempt));
    }
  }
}

// Actions and route handlers are bundled apart: the global is what makes them share one limit.
const shared = globalThis as { accessConsoleChanges?: LimitFunction };

/**
 * A transaction of a call that changes something. Changes wait for each other's locks, so they hold a part of the
 * connections only: the rest is for those who read and those who sign in.
 *
 * @param work as for inTransaction
 * @param deadline as for inTransaction; waiting for a connection counts
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
 * Waits until everybody before has ended who stands in line under the same key, and keeps the place until the
 * transaction ends.
 *
 * @param tx the transaction
 * @param key what they have in common
 */
export async function advisoryLock(tx: Tx, key: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${key}, 0))`;
}

/**
 * The row of a query that always has one, such as a SELECT without FROM.
 *
 * @param row the first row
 * @throws Error when there was none, which is a mistake in the query
 */
export function requireRow<Row>(row: Row | undefined): Row {
  if (row === undefined) throw new Error('A query that always answers gave no row.');
  return row;
}
