import { database } from '@/prisma/client';
import { type EntryFields, signEntry } from '../audit/chain';

type SignedEntry = EntryFields & { prev: string; mac: string };

/** The audit log as the database holds it, to the byte: JSON as the text that was written. */
async function readSignedEntries(): Promise<SignedEntry[]> {
  return database().$queryRaw<SignedEntry[]>`
    SELECT seq, at, actor_id AS "actorId", actor_name AS "actorName", session_id::text AS "sessionId", address,
      door::text AS door, call, outcome::text AS outcome, error_code AS "errorCode", detail, target,
      subject_user_id AS "subjectUserId", oms_id AS "omsId", account_id AS "accountId", company_id AS "companyId",
      reason_code AS "reasonCode", reason_text AS "reasonText", request_id AS "requestId",
      correlation_id::text AS "correlationId", request::text AS request, before::text AS before,
      after::text AS after, reply::text AS reply, prev, mac
    FROM audit_entries ORDER BY seq`;
}

/**
 * Checks the audit chain from its first entry to its head.
 *
 * @returns how long it is, and what is wrong with it
 */
export async function checkChain(): Promise<{ length: number; problems: string[] }> {
  const entries = await readSignedEntries();
  const problems: string[] = [];
  let [seq, mac] = [0n, '0'.repeat(64)];
  for (const { prev, mac: signature, ...entry } of entries) {
    if (entry.seq !== seq + 1n) problems.push(`${entry.seq} follows ${seq}`);
    if (prev !== mac) problems.push(`${entry.seq} does not point at the entry before it`);
    if (signEntry(prev, entry) !== signature)
      problems.push(`${entry.seq} is not what was signed: ${entry.target}`);
    [seq, mac] = [entry.seq, signature];
  }
  const head = await database().auditHead.findUniqueOrThrow({ where: { id: 1 } });
  if (head.seq !== seq || head.mac !== mac) problems.push(`the head is not at ${seq}`);
  return { length: entries.length, problems };
}
