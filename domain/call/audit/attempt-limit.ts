import { randomUUID } from 'node:crypto';
import { Prisma } from '@/prisma/generated/client';
import type { Door } from '../actor';
import { ERRORS } from '../errors';
import { inChange, requireRow, type Tx } from '../transaction';
import { type Attempt, type Outcome, writeEntries } from './write';

/** So many attempts of one user at one call that were refused or failed are recorded one by one in a span of time. */
export const MAX_RECORDED = 50;
const SPAN_MINUTES = 10;

/** Attempts of one user at one call that were counted and not recorded. */
interface LeftOut {
  userId: number;
  userName: string;
  call: string;
  count: number;
  since: Date;
  door: Door;
}

/** What counting an attempt came to. */
export interface Counted {
  /** Whether it is recorded by an entry of its own. */
  isRecorded: boolean;
  /** Seconds until the user's next attempts are recorded one by one again. */
  secondsLeft: number;
  /** The entry that says how many were left out before, to be written first. */
  summary: { attempt: Attempt; result: Outcome } | null;
}

/** The one entry for many attempts. */
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
 * Counts an attempt of a user that was refused or failed: a user without any right must not fill the audit log. Each
 * call is counted apart, so that many attempts at one don't hide a few at another.
 *
 * @param tx the transaction that would record it
 * @param attempt who tried which call, and by which way in
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

/** At most so many summaries are written in one transaction, since it holds the head of the chain. */
const AT_ONCE = 100;

/**
 * Records how many attempts were left out of spans that are over, for users who have tried nothing since.
 *
 * @returns how many entries it wrote
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
