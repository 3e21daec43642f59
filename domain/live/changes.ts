import { database } from '@/prisma/client';
import { requireRow } from '../call/transaction';

/** What an audit entry changed, by ids only, without names or texts. */
export interface Change {
  seq: bigint;
  call: string;
  /** The permission that the call was about, or null. */
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
 * This many changes at once count as a change of everything: checking each for every open page would take too
 * long.
 */
export const MAX_CHANGES = 50;

/**
 * Reads the attempts after an audit entry, in order. Entries are numbered and committed one after the other,
 * so that none is missed.
 *
 * @param seq number of the last known entry
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
