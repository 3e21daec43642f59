import { randomUUID } from 'node:crypto';
import { Prisma } from '@/prisma/generated/client';
import type { Door } from '../actor';
import { ERRORS } from '../errors';
import { inChange, requireRow, type Tx } from '../transaction';
import { type Attempt, type Outcome, writeEntries } from './write';

/** The most refused or failed attempts per user, call and time span that get an audit entry each. */
export const MAX_RECORDED = 50;
const SPAN_MINUTES = 10;

/** Attempts by one user at one call that were counted but not recorded one by one. */
interface LeftOut {
  userId: number;
  userName: string;
  call: string;
  count: number;
  since: Date;
  door: Door;
}

/** The result of counting an attempt. */
export interface Counted {
  /** Whether the attempt gets its own entry. */
  isRecorded: boolean;
  /** Seconds until the user's attempts get their own entries again. */
  secondsLeft: number;
  /** The entry that says how many attempts were left out in the previous span. It must be written first. */
  summary: { attempt: Attempt; result: Outcome } | null;
}

/** One entry for many attempts. */
function summaryOf({ userId, userName, call, count, since, door }: LeftOut) {
  const words = `${count} further attempts at ${call} since ${since.toISOString()} were refused or failed.`;
  const attempt: Attempt = {
    actor: { userId, userName, sessionId: null },
    context: { door, address: null, correlationId: randomUUID() },
    call: 'UnrecordedAttempts',
    requestId: randomUUID(),
    target: { words: `${userName} (user ${userId}) · ${count} attempts at ${call}` },
    request: { call, since: since.toISOString(), count },
  };
  const detail = `${words} They were counted, not recorded one by one.`;
  const result: Outcome = { outcome: 'refused', errorCode: ERRORS.operation_failed.errorcode, detail };
  return { attempt, result };
}

const SPAN = Prisma.sql`make_interval(mins => ${SPAN_MINUTES}::int)`;

/**
 * Counts a refused or failed attempt, so that a user without any permission cannot fill the audit log. Each
 * call has its own count, so that many attempts at one don't hide a few at another.
 */
export async function countAttempt(tx: Tx, { actor, call, context }: Attempt): Promise<Counted> {
  const { userId, userName } = actor;
  const [before] = await tx.$queryRaw<(Pick<LeftOut, 'count' | 'since' | 'door'> & { isOver: boolean })[]>`
    SELECT left_out AS count, since, door::text, since < now() - ${SPAN} AS "isOver"
    FROM attempt_counts WHERE user_id = ${userId} AND call = ${call} FOR UPDATE`;
  const [counted] = await tx.$queryRaw<{ leftOut: number; secondsLeft: number }[]>`
    INSERT INTO attempt_counts AS c (user_id, call, since, recorded, left_out, door)
    VALUES (${userId}, ${call}, now(), 1, 0, ${context.door}::door)
    ON CONFLICT (user_id, call) DO UPDATE SET
      since = CASE WHEN c.since < now() - ${SPAN} THEN now() ELSE c.since END,
      recorded = CASE WHEN c.since < now() - ${SPAN} THEN 1 ELSE least(c.recorded + 1, ${MAX_RECORDED}::int) END,
      left_out = CASE
        WHEN c.since < now() - ${SPAN} OR c.recorded < ${MAX_RECORDED}::int THEN 0 ELSE c.left_out + 1 END,
      door = excluded.door
    RETURNING c.left_out AS "leftOut", ceil(extract(epoch FROM c.since + ${SPAN} - now()))::int AS "secondsLeft"`;
  const { leftOut, secondsLeft } = requireRow(counted);
  return {
    isRecorded: leftOut === 0,
    secondsLeft: Math.max(1, secondsLeft),
    summary: before?.isOver && before.count > 0 ? summaryOf({ ...before, userId, userName, call }) : null,
  };
}

/** The most summaries in one transaction, which keeps the head of the chain locked. */
const AT_ONCE = 100;

/**
 * Records how many attempts were left out in spans that are over, for users who have made no attempt since.
 *
 * @returns the number of entries written
 */
export async function recordLeftOut(): Promise<number> {
  for (let written = 0; ; ) {
    const { found, summaries } = await inChange(recordSome);
    written += summaries;
    if (found < AT_ONCE) return written;
  }
}

async function recordSome(tx: Tx): Promise<{ found: number; summaries: number }> {
  const ended = await tx.$queryRaw<LeftOut[]>`
    DELETE FROM attempt_counts c USING users u
    WHERE u.id = c.user_id AND (c.user_id, c.call) IN (
      SELECT user_id, call FROM attempt_counts WHERE since < now() - ${SPAN}
      ORDER BY user_id, call LIMIT ${AT_ONCE} FOR UPDATE SKIP LOCKED)
    RETURNING c.user_id AS "userId", u.user_name AS "userName", c.call, c.left_out AS count, c.since, c.door::text`;
  const summaries = ended.filter(({ count }) => count > 0).map(summaryOf);
  if (summaries.length > 0) await writeEntries(tx, summaries);
  return { found: ended.length, summaries: summaries.length };
}
