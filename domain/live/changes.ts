import { database } from '@/prisma/client';
import { requireRow } from '../call/transaction';

/** What an audit entry tells of what was touched, without a name or a word. */
export interface Change {
  seq: bigint;
  call: string;
  /** The permission that the call was about, if it was. */
  permission: string | null;
  actorId: number;
  sessionId: string | null;
  isDone: boolean;
  errorCode: number;
  subjectUserId: number | null;
  omsId: number | null;
  accountId: number | null;
  companyId: number | null;
}

/**
 * More than these at once are as good as everything: going through them for every reader would hold up all
 * else.
 */
export const MAX_CHANGES = 50;

/**
 * What has been tried since some entry, in order: entries get their numbers one after the other and are seen
 * in that order, so that none is missed.
 *
 * @param seq of the last entry that is known
 * @returns the first 50
 */
export const readChanges = (seq: bigint): Promise<Change[]> => database().$queryRaw<Change[]>`
  SELECT seq, call, request->>'Permission' AS permission, actor_id AS "actorId", session_id::text AS "sessionId", outcome = 'done' AS "isDone",
    error_code AS "errorCode", subject_user_id AS "subjectUserId", oms_id AS "omsId", account_id AS "accountId",
    company_id AS "companyId"
  FROM audit_entries WHERE seq > ${seq} ORDER BY seq LIMIT ${MAX_CHANGES}`;

/** The number of the newest entry. */
export async function readNewestSeq(): Promise<bigint> {
  const [head] = await database().$queryRaw<{ seq: bigint }[]>`SELECT seq FROM audit_head WHERE id = 1`;
  return requireRow(head).seq;
}
