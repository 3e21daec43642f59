import { Prisma } from '@/prisma/generated/client';
import { ERRORS, Refusal, ServerFault, TooManyCalls } from '../errors';
import { isNamed } from '../id-or-name';
import { inTurn } from '../in-turn';
import { type Deadline, deadlineToRecord, inChange, type Tx, translateError } from '../transaction';
import { countAttempt } from './attempt-limit';
import { type RecordedEntry, recordedEntry, recordedReply } from './idempotency';
import { type Attempt, type Outcome, writeEntries } from './write';

/** How an attempt ended without success, as far as its connection to the database shows. */
export interface Failure {
  reason: Refusal | ServerFault;
  /** Whether only the answer to COMMIT was missing. The attempt may then have been done. */
  isCommitting: boolean;
  deadline: Deadline;
}

/** The result of recording an attempt. */
type Recording =
  /** The attempt had been done after all. Nothing was recorded. */
  | { kind: 'done'; reply: unknown; seq: bigint }
  | { kind: 'recorded' }
  /** The user had too many such attempts, so this one was only counted. */
  | { kind: 'left out'; secondsLeft: number };

const resultOf = (reason: Failure['reason']): Outcome =>
  reason instanceof Refusal
    ? { outcome: 'refused', errorCode: ERRORS[reason.kind].errorcode, detail: reason.detail }
    : { outcome: 'failed', errorCode: ERRORS.server_error.errorcode, detail: reason.message };

const userColumns = { id: Prisma.sql`id`, name: Prisma.sql`user_name` };

/**
 * Adds the affected person to an attempt that was refused for lack of a permission, before the call looked
 * for them. Only those who oversee everything find the entry by that person (`isAbout` in
 * `domain/audit-entries/scope.ts`).
 */
async function withSubject(tx: Tx, attempt: Attempt, reason: Failure['reason']): Promise<Attempt> {
  const { subject, target } = attempt;
  const isLackOfRight = reason instanceof Refusal && reason.kind === 'not_authorized';
  if (!isLackOfRight || !subject || target.subjectUserId !== undefined) return attempt;
  const [user] = await tx.$queryRaw<{ id: number }[]>`
    SELECT id FROM users WHERE ${isNamed(userColumns, subject)}`;
  return user ? { ...attempt, target: { ...target, subjectUserId: user.id } } : attempt;
}

async function findRecorded(tx: Tx, attempt: Attempt) {
  const [, recorded] = await inTurn<[object, RecordedEntry]>(tx, recordedEntry(attempt));
  return recordedReply(recorded, attempt);
}

async function record(tx: Tx, attempt: Attempt, reason: Failure['reason']): Promise<Recording> {
  // The connection may have been lost after the database had committed.
  const done = reason instanceof ServerFault ? await findRecorded(tx, attempt) : undefined;
  if (done) return { kind: 'done', ...done };
  const { isRecorded, secondsLeft, summary } = await countAttempt(tx, attempt);
  const own = isRecorded
    ? [{ attempt: await withSubject(tx, attempt, reason), result: resultOf(reason) }]
    : [];
  const records = summary ? [summary, ...own] : own;
  if (records.length > 0) await writeEntries(tx, records);
  return isRecorded ? { kind: 'recorded' } : { kind: 'left out', secondsLeft };
}

/**
 * Records an attempt that was refused or failed, in its own transaction. After a fault it first checks, by
 * request id, whether the attempt was done after all. Beyond MAX_RECORDED a user's attempts are counted, not
 * recorded one by one.
 *
 * @returns the recorded reply and the number of its entry when the attempt turns out to have been done
 * @throws otherwise: the reason itself; TooManyCalls instead of a refusal beyond the limit; ServerFault when
 *   the attempt could not be recorded, which says whether it may have been done
 */
export async function recordFailure(
  attempt: Attempt,
  { reason, isCommitting, deadline }: Failure,
): Promise<{ reply: unknown; seq: bigint }> {
  // The call has already waited for the head of the chain in vain. Recording would only wait again.
  if (reason instanceof ServerFault && reason.kind === 'busy') throw reason;
  const recording = await inChange((tx) => record(tx, attempt, reason), deadlineToRecord(deadline)).catch(
    (error) => {
      const both = new AggregateError([reason, error], 'An attempt could not be recorded.', { cause: error });
      const fault = translateError(error);
      const kind = fault instanceof ServerFault ? fault.kind : 'failed';
      throw new ServerFault(isCommitting ? 'unknown' : kind, both);
    },
  );
  if (recording.kind === 'done') return recording;
  if (recording.kind === 'left out' && reason instanceof Refusal) {
    throw new TooManyCalls(recording.secondsLeft, 'Too many of your attempts were refused.');
  }
  throw reason;
}
