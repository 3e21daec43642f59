import { ERRORS, Refusal, ServerFault } from '../call/errors';

/** What a caller gets: code 0 and the reply, or an error's code and words. */
export interface Outcome<Reply> {
  code: number;
  detail: string | null;
  reply: Reply | null;
}

/**
 * Waits for a call and tells how it went. Only what the domain documents is an outcome; anything else is thrown.
 *
 * @param call an operation that is running
 */
export async function outcomeOf<Reply>(call: Promise<Reply>): Promise<Outcome<Reply>> {
  try {
    return { code: 0, detail: null, reply: await call };
  } catch (error) {
    if (error instanceof Refusal)
      return { code: ERRORS[error.kind].errorcode, detail: error.detail, reply: null };
    if (error instanceof ServerFault) return { code: 102, detail: error.message, reply: null };
    throw error;
  }
}

/**
 * Asks until there is an answer: on a busy machine the pool may turn some of many callers away, who then ask
 * again, as whoever hears nothing does.
 *
 * @param call starts the operation
 */
export async function untilAnswered<Reply>(call: () => Promise<Reply>): Promise<Reply> {
  try {
    return await call();
  } catch (error) {
    // By its field: a test may run operations of another instance, whose classes are its own.
    if ((error as Partial<ServerFault>).isUnavailable) return untilAnswered(call);
    throw error;
  }
}

/** The messages of an error and of all that it came from. */
export function causesOf(error: unknown): string[] {
  if (!(error instanceof Error)) return [];
  const further = error instanceof AggregateError ? error.errors : [];
  return [error.message, ...[error.cause, ...further].flatMap(causesOf)];
}
