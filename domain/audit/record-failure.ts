import { type Deadline, inTransaction, translateError } from '../database';
import { ERRORS, Refusal, ServerFault } from '../errors';
import { findRecordedReply } from './recorded';
import { type Attempt, type Outcome, writeEntries } from './write';

/** How an attempt ended that was not done, as far as the caller's connection to the database told. */
export interface Failure {
  reason: Refusal | ServerFault;
  /** Whether the work was over and only the answer to COMMIT was missing: it may have been done all the same. */
  isCommitting: boolean;
  deadline: Deadline;
}

const resultOf = (reason: Failure['reason']): Outcome =>
  reason instanceof Refusal
    ? { outcome: 'refused', errorCode: ERRORS[reason.kind].errorcode, detail: reason.detail }
    : { outcome: 'failed', errorCode: ERRORS.server_error.errorcode, detail: reason.message };

/**
 * Records an attempt that was refused or failed, in a transaction of its own. A failure is first looked up by its
 * request id: the connection may have been lost after the database had committed.
 *
 * @param attempt what was tried
 * @param failure how it ended
 * @returns the recorded reply when the attempt turns out to have been done; nothing is recorded then
 * @throws ServerFault when the failure could not be recorded: the caller must not take it for a refusal, and
 *   hears whether it may have been done
 */
export async function recordFailure(
  attempt: Attempt,
  { reason, isCommitting, deadline }: Failure,
): Promise<{ reply: unknown } | undefined> {
  // Whoever holds the head of the chain would only be waited for once more.
  if (reason instanceof ServerFault && reason.kind === 'busy') return undefined;
  try {
    return await inTransaction(async (tx) => {
      const isFault = reason instanceof ServerFault;
      const recorded = isFault ? await findRecordedReply(tx, attempt) : undefined;
      if (!recorded) await writeEntries(tx, [{ attempt, result: resultOf(reason) }]);
      return recorded;
    }, deadline);
  } catch (error) {
    const both = new AggregateError([reason, error], 'An attempt could not be recorded.', { cause: error });
    throw isCommitting ? new ServerFault('unknown', both) : translateError(both);
  }
}
