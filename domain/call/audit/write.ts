import { Prisma } from '@/prisma/generated/client';
import { writeJson } from '../../values/exact-json';
import type { Actor, CallContext } from '../actor';
import { canonicalJson } from '../digest';
import { NO_SESSION, refuse, ServerFault } from '../errors';
import type { IdOrName } from '../id-or-name';
import type { Reason } from '../reason';
import { isLockTimeout, type Tx } from '../transaction';
import { type EntryFields, signEntry } from './hash-chain';
import { demandOwnNewest, lastOwnMac, newestEntrySql, rememberOwn } from './newest';
import type { AuditOutcome } from './types';

/** What an attempt, or one of its effects, was about. The ids decide who may see the entry. */
export interface Target {
  words: string;
  subjectUserId?: number;
  omsId?: number;
  accountId?: number;
  companyId?: number;
}

export interface Attempt {
  /**
   * `sessionId` is null for the host's command line, and for entries that the console writes about a user.
   */
  actor: Pick<Actor, 'userId' | 'userName'> & { sessionId: string | null };
  context: CallContext;
  call: string;
  requestId: string;
  reason?: Reason;
  target: Target;
  /** The affected person as the request names them, for a refusal before the target is found. */
  subject?: IdOrName | undefined;
  request: unknown;
  /** The entry of the removal that this attempt restores. */
  restores?: bigint | undefined;
}

export interface Outcome {
  outcome: AuditOutcome;
  errorCode: number;
  detail: string | null;
  before?: unknown;
  after?: unknown;
  reply?: unknown;
}

/**
 * Keeps keys in their documented order. Only requests are compared later, and only they are made canonical.
 */
const jsonOrNull = (value: unknown) => (value === undefined ? null : writeJson(value));

/**
 * Appends entries to the audit log, inside the transaction whose work they record. It locks the head of the
 * chain until that transaction ends, so it must be the transaction's last step.
 *
 * @param records in the order in which the attempts happened
 * @returns the number of the first of the entries
 * @throws ServerFault `busy` when another transaction keeps the head locked for too long
 * @throws ServerFault `failed` when AUDIT_KEY is not the key that must sign the next entry
 * @throws Refusal 20 when a record says `done` and its actor's session has ended in the meantime
 */
export async function writeEntries(
  tx: Tx,
  records: readonly { attempt: Attempt; result: Outcome }[],
): Promise<bigint> {
  const head = await lockHead(tx);
  let prev = head.mac;
  const signed = records.map(({ attempt, result }, index): SignedEntry => {
    const entry = asStored(fieldsOf(attempt, result, { seq: head.seq + BigInt(index) + 1n, at: head.at }));
    const mac = signEntry(prev, entry);
    const link = { entry, prev, mac };
    prev = mac;
    return link;
  });
  for (let from = 0; from < signed.length; from += BATCH) await insert(tx, signed.slice(from, from + BATCH));
  rememberOwn(prev);
  return head.seq + 1n;
}

interface Head {
  seq: bigint;
  mac: string;
  /** When the head was locked. */
  at: Date;
  /** The newest entry as stored, or null when this process has verified or written it. */
  entry: string | null;
}

/** Locks the head, and makes sure that AUDIT_KEY may sign the next entry. */
async function lockHead(tx: Tx): Promise<Head> {
  const locking = tx.$queryRaw<Head[]>`
    SELECT seq, mac, date_trunc('milliseconds', clock_timestamp()) AS at,
      CASE WHEN mac <> ${lastOwnMac()} THEN ${newestEntrySql} END AS entry
    FROM audit_head WHERE id = 1 FOR UPDATE`;
  const [head] = await locking.catch((error: unknown) => {
    throw isLockTimeout(error) ? new ServerFault('busy', error) : error;
  });
  if (!head) throw new Error('The audit chain has no head.');
  await demandOwnNewest(tx, head);
  return head;
}

/** PostgreSQL allows 65,535 parameters in a statement. */
const BATCH = 1_000;

interface SignedEntry {
  entry: EntryFields;
  prev: string;
  mac: string;
}

function fieldsOf(attempt: Attempt, result: Outcome, place: { seq: bigint; at: Date }): EntryFields {
  const { actor, context, target, reason } = attempt;
  return {
    ...place,
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
    restores: attempt.restores ?? null,
  };
}

/** UTF-8 replaces half of a surrogate pair. The signed text must be the text that the database stores. */
function asStored(entry: EntryFields): EntryFields {
  const texts = Object.entries(entry).filter(
    (field): field is [string, string] => typeof field[1] === 'string',
  );
  return Object.assign(
    {},
    entry,
    Object.fromEntries(texts.map(([name, text]) => [name, Buffer.from(text).toString()])),
  );
}

/**
 * The condition for adding an entry: an entry that says `done` needs an actor whose session is still open.
 * PostgreSQL evaluates it after the head is locked, and a call that ends a session or blocks a user keeps the
 * head locked until that is committed. So no change by a user follows the entry that ended their access. A
 * transaction may end its own actor's session: then the newest version of that row is its own. Refused and
 * failed attempts are always recorded.
 */
const mayAdd = ({ outcome, sessionId }: EntryFields): Prisma.Sql =>
  outcome !== 'done' || sessionId === null
    ? Prisma.sql`TRUE`
    : Prisma.sql`EXISTS (
        SELECT FROM sessions s JOIN users u ON u.id = s.user_id
        WHERE s.id = ${sessionId}::uuid AND u.email_verified
          AND (s.ended_at IS NULL OR s.xmin = pg_current_xact_id()::xid))`;

/** Inserts the entries and moves the head to the last of them, in one round trip. */
async function insert(tx: Tx, signed: readonly SignedEntry[]): Promise<void> {
  const last = signed.at(-1);
  if (!last) return;
  const rows = signed.map(
    ({ entry, prev, mac }) => Prisma.sql`(
      ${entry.seq}, ${entry.at}, ${entry.actorId}, ${entry.actorName}, ${entry.sessionId}::uuid,
      ${entry.address}, ${entry.door}::door, ${entry.call}, ${entry.outcome}::audit_outcome,
      ${entry.errorCode}, ${entry.detail}, ${entry.target}, ${entry.subjectUserId}, ${entry.omsId},
      ${entry.accountId}, ${entry.companyId}, ${entry.reasonCode}, ${entry.reasonText}, ${entry.requestId},
      ${entry.correlationId}::uuid, ${entry.request}::json, ${entry.before}::json, ${entry.after}::json,
      ${entry.reply}::json, ${entry.restores}, ${prev}, ${mac})`,
  );
  const moved = await tx.$executeRaw`
    WITH entries AS (
      INSERT INTO audit_entries (
        seq, at, actor_id, actor_name, session_id, address, door, call, outcome, error_code, detail, target,
        subject_user_id, oms_id, account_id, company_id, reason_code, reason_text, request_id, correlation_id,
        request, before, after, reply, restores, prev, mac
      ) VALUES ${Prisma.join(rows)}
    )
    UPDATE audit_head SET seq = ${last.entry.seq}, mac = ${last.mac} WHERE id = 1 AND ${mayAdd(last.entry)}`;
  // Rolls everything back, the entries included.
  if (moved === 0) refuse('not_authorized', NO_SESSION);
}
