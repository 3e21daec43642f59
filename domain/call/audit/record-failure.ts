import { ERRORS, Refusal, ServerFault, TooManyCalls } from '../errors';
import { type Deadline, deadlineToRecord, inChange, type Tx, translateError } from '../transaction';
import { countAttempt } from './attempt-limit';
import { findRecordedReply } from './idempotency';
import { type Attempt, type Outcome, writeEntries } from './write';

/** How an attempt ended that was not done, as far as the caller's connection to the database told. */
export interface Failure {
  reason: Refusal | ServerFault;
  /** Whether the work was over and only the answer to COMMIT was missing: it may have been done all the same. */
  isCommitting: boolean;
  deadline: Deadline;
}

/** What recording came to. */
type Recording =
  /** The attempt had been done: its reply. Nothing was recorded. */
  | { kind: 'done'; reply: unknown }
  | { kind: 'recorded' }
  /** The user has had too many of them: it was counted. */
  | { kind: 'left out'; secondsLeft: number };

const resultOf = (reason: Failure['reason']): Outcome =>
  reason instanceof Refusal
    ? { outcome: 'refused', errorCode: ERRORS[reason.kind].errorcode, detail: reason.detail }
    : { outcome: 'failed', errorCode: ERRORS.server_error.errorcode, detail: reason.message };

async function record(tx: Tx, attempt: Attempt, reason: Failure['reason']): Promise<Recording> {
  // The connection may have been lost after the database had committed.
  const done = reason instanceof ServerFault ? await findRecordedReply(tx, attempt) : undefined;
  if (done) return { kind: 'done', reply: done.reply };
  const { isRecorded, secondsLeft, summary } = await countAttempt(tx, attempt);
  const own = isRecorded ? [{ attempt, result: resultOf(reason) }] : [];
  const records = summary ? [summary, ...own] : own;
  if (records.length > 0) await writeEntries(tx, records);
  return isRecorded ? { kind: 'recorded' } : { kind: 'left out', secondsLeft };
}

/**
 * Records an attempt that was refused or failed, in a transaction of its own. A failure is first looked up by its
 * request id. Beyond a number of them a user's attempts are counted, not recorded one by one.
 *
 * @param attempt what was tried
 * @param failure how it ended
 * @returns the recorded reply when the attempt turns out to have been done
 * @throws what the caller is to hear otherwise: the reason; TooManyCalls in place of a refusal too many; ServerFault
 *   when the attempt could not be recorded, which says whether it may have been done
 */
export async function recordFailure(
  attempt: Attempt,
  { reason, isCommitting, deadline }: Failure,
): Promise<{ reply: unknown }> {
  // The call has waited for the head of the chain already, and would only wait once more.
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
