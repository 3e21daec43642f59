import type { Actor, CallContext } from '../actor';
import type { Tx } from '../database';
import { canonicalJson } from '../digest';
import type { Reason } from '../reason';
import { type EntryFields, signEntry } from './chain';
import type { AuditOutcome } from './types';

/** What an attempt was about. The ids say who else may see the entry. */
export interface Target {
  words: string;
  subjectUserId?: number;
  omsId?: number;
  accountId?: number;
  companyId?: number;
}

export interface Attempt {
  actor: Actor;
  context: CallContext;
  call: string;
  requestId: string;
  reason?: Reason;
  target: Target;
  request: unknown;
}

export interface Outcome {
  outcome: AuditOutcome;
  errorCode: number;
  detail: string | null;
  before?: unknown;
  after?: unknown;
  reply?: unknown;
}

/** Keys stay in their documented order. Only requests are compared later, and so made canonical. */
const jsonOrNull = (value: unknown) => (value === undefined ? null : JSON.stringify(value));

/**
 * Appends an entry to the audit log, inside the transaction whose work it records. It locks the head of the
 * chain until that transaction ends, so it comes last.
 *
 * @param tx the transaction
 * @param attempt who tried what, on what
 * @param result how it went
 */
export async function writeEntry(tx: Tx, attempt: Attempt, result: Outcome): Promise<void> {
  const [head] = await tx.$queryRaw<{ seq: bigint; mac: string; at: Date }[]>`
    SELECT seq, mac, date_trunc('milliseconds', clock_timestamp()) AS at FROM audit_head WHERE id = 1 FOR UPDATE`;
  if (!head) throw new Error('The audit chain has no head.');
  const { actor, context, target, reason } = attempt;
  const entry: EntryFields = {
    seq: head.seq + 1n,
    at: head.at,
    actorId: actor.userId,
    actorName: actor.userName,
    sessionId: actor.sessionId,
    address: context.address,
    door: context.door,
    call: attempt.call,
    outcome: result.outcome,
    errorCode: result.errorCode,
    detail: result.detail,
    target: target.words,
    subjectUserId: target.subjectUserId ?? null,
    omsId: target.omsId ?? null,
    accountId: target.accountId ?? null,
    companyId: target.companyId ?? null,
    reasonCode: reason?.code ?? null,
    reasonText: reason?.text ?? null,
    requestId: attempt.requestId,
    correlationId: context.correlationId,
    request: canonicalJson(attempt.request),
    before: jsonOrNull(result.before),
    after: jsonOrNull(result.after),
    reply: jsonOrNull(result.reply),
  };
  await insert(tx, asStored(entry), head.mac);
}

/** Half a character can't be stored: what stands for it in UTF-8 must be what is signed. */
function asStored(entry: EntryFields): EntryFields {
  const stored = (value: unknown) => (typeof value === 'string' ? Buffer.from(value).toString() : value);
  return Object.fromEntries(Object.entries(entry).map(([name, value]) => [name, stored(value)])) as never;
}

/** One round trip: the entry, and the head that now points at it. */
async function insert(tx: Tx, entry: EntryFields, prev: string): Promise<void> {
  const mac = signEntry(prev, entry);
  await tx.$executeRaw`
    WITH entry AS (
      INSERT INTO audit_entries (
        seq, at, actor_id, actor_name, session_id, address, door, call, outcome, error_code, detail, target,
        subject_user_id, oms_id, account_id, company_id, reason_code, reason_text, request_id, correlation_id,
        request, before, after, reply, prev, mac
      ) VALUES (
        ${entry.seq}, ${entry.at}, ${entry.actorId}, ${entry.actorName}, ${entry.sessionId}::uuid,
        ${entry.address}, ${entry.door}::door, ${entry.call}, ${entry.outcome}::audit_outcome,
        ${entry.errorCode}, ${entry.detail}, ${entry.target}, ${entry.subjectUserId}, ${entry.omsId},
        ${entry.accountId}, ${entry.companyId}, ${entry.reasonCode}, ${entry.reasonText}, ${entry.requestId},
        ${entry.correlationId}::uuid, ${entry.request}::json, ${entry.before}::json, ${entry.after}::json,
        ${entry.reply}::json, ${prev}, ${mac}
      )
    )
    UPDATE audit_head SET seq = ${entry.seq}, mac = ${mac} WHERE id = 1`;
}
