import { ERRORS, Refusal, ServerFault } from '../call/errors';

/** What a call returns: code 0 and the reply, or an error's code and detail. */
export interface Outcome<Reply> {
  code: number;
  detail: string | null;
  reply: Reply | null;
}

/**
 * Waits for a running call and returns its outcome. Any error other than a refusal or a fault is thrown.
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
 * Repeats a call until the database answers. On a busy machine the pool may time out for some of many
 * concurrent calls, which then have to be repeated.
 */
export async function untilAnswered<Reply>(call: () => Promise<Reply>): Promise<Reply> {
  try {
    return await call();
  } catch (error) {
    // `instanceof` would miss errors of modules that loadWithKeys() loaded, which have classes of their own.
    if ((error as Partial<ServerFault>).isUnavailable) return untilAnswered(call);
    throw error;
  }
}

/** The messages of an error and of all its causes. */
export function causesOf(error: unknown): string[] {
  if (!(error instanceof Error)) return [];
  const further = error instanceof AggregateError ? error.errors : [];
  return [error.message, ...[error.cause, ...further].flatMap(causesOf)];
}
