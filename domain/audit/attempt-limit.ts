import { randomUUID } from 'node:crypto';
import type { Door } from '../actor';
import { inTransaction, present, type Tx } from '../database';
import { ERRORS } from '../errors';
import { type Attempt, type Outcome, writeEntries } from './write';

/** So many attempts of one user that were refused or failed are recorded one by one in a span of time. */
export const MOST_RECORDED = 100;
const SPAN_MINUTES = 10;

/** Attempts of one user that were counted and not recorded. */
interface LeftOut {
  userId: number;
  userName: string;
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

/** The one entry that stands for many attempts. */
function summaryOf({ userId, userName, count, since, door }: LeftOut): NonNullable<Counted['summary']> {
  const detail = `${count} further attempts since ${since.toISOString()} were refused or failed. They were counted, not recorded one by one.`;
  return {
    attempt: {
      actor: { userId, userName, sessionId: null },
      context: { door, address: null, correlationId: randomUUID() },
      call: 'UnrecordedAttempts',
      requestId: randomUUID(),
      target: { words: `${userName} (user ${userId}) · ${count} attempts` },
      request: { since: since.toISOString(), count },
    },
    result: { outcome: 'refused', errorCode: ERRORS.operation_failed.errorcode, detail },
  };
}

/**
 * Counts an attempt of a user that was refused or failed: a user without any right must not fill the audit log.
 *
 * @param tx the transaction that would record it
 * @param attempt who tried, and by which way in
 */
export async function countAttempt(tx: Tx, { actor, context }: Attempt): Promise<Counted> {
  const { userId, userName } = actor;
  const [before] = await tx.$queryRaw<(Pick<LeftOut, 'count' | 'since' | 'door'> & { isOver: boolean })[]>`
    SELECT left_out AS count, since, door::text, since < now() - make_interval(mins => ${SPAN_MINUTES}::int) AS "isOver"
    FROM attempt_counts WHERE user_id = ${userId} FOR UPDATE`;
  const isNew = before?.isOver ?? true;
  const [counted] = await tx.$queryRaw<{ leftOut: number; secondsLeft: number }[]>`
    INSERT INTO attempt_counts AS c (user_id, since, recorded, left_out, door)
    VALUES (${userId}, now(), 1, 0, ${context.door}::door)
    ON CONFLICT (user_id) DO UPDATE SET
      since = CASE WHEN ${isNew} THEN now() ELSE c.since END,
      recorded = CASE WHEN ${isNew} THEN 1 ELSE least(c.recorded + 1, ${MOST_RECORDED}::int) END,
      left_out = CASE WHEN ${isNew} OR c.recorded < ${MOST_RECORDED}::int THEN 0 ELSE c.left_out + 1 END,
      door = excluded.door
    RETURNING c.left_out AS "leftOut",
      ceil(extract(epoch FROM c.since + make_interval(mins => ${SPAN_MINUTES}::int) - now()))::int AS "secondsLeft"`;
  const { leftOut, secondsLeft } = present(counted);
  return {
    isRecorded: leftOut === 0,
    secondsLeft: Math.max(1, secondsLeft),
    summary: before?.isOver && before.count > 0 ? summaryOf({ ...before, userId, userName }) : null,
  };
}

/** At most so many users' summaries are written in one transaction, since it holds the head of the chain. */
const USERS_AT_ONCE = 100;

/**
 * Records how many attempts were left out of spans that are over, for users who have tried nothing since.
 *
 * @returns how many entries it wrote
 */
export async function recordLeftOut(): Promise<number> {
  return inTransaction(async (tx) => {
    const ended = await tx.$queryRaw<LeftOut[]>`
      DELETE FROM attempt_counts c USING users u
      WHERE u.id = c.user_id AND c.user_id IN (
        SELECT user_id FROM attempt_counts WHERE since < now() - make_interval(mins => ${SPAN_MINUTES}::int)
        ORDER BY user_id LIMIT ${USERS_AT_ONCE} FOR UPDATE SKIP LOCKED)
      RETURNING c.user_id AS "userId", u.user_name AS "userName", c.left_out AS count, c.since, c.door::text`;
    const summaries = ended.filter(({ count }) => count > 0).map(summaryOf);
    if (summaries.length > 0) await writeEntries(tx, summaries);
    return summaries.length;
  });
}
