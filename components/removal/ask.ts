import { unstable_isUnrecognizedActionError as isUnrecognizedAction } from 'next/navigation';
import type { ActionResult } from '@/actions/action';
import { revealHidden } from '@/domain/characters';
import { ERRORS, NO_SESSION, type StandardResponse } from '@/domain/errors';

/**
 * What a try came to that was no success. Unknown: there was no answer, or the server could not say. Outdated: the
 * server is of another build and does not know the action, so it did nothing.
 */
export interface Failure {
  kind: 'refused' | 'gone' | 'signed_out' | 'forbidden' | 'malformed' | 'outdated' | 'unknown';
  detail: string;
  /** An earlier try under the same request id got lost, and this answer does not tell what came of that one. */
  mayBeDone?: boolean;
}

/** These come before the server looks up the request id. */
const TELL_NOTHING_OF_EARLIER_TRIES: Failure['kind'][] = ['signed_out', 'outdated'];

/** Whether it is not known if the request was done. */
export const isUnsure = (failure: Failure | null | undefined): boolean =>
  failure?.kind === 'unknown' || failure?.mayBeDone === true;

/** Which failure an error of an action is, by its documented code. */
function failureOf({ errorcode, detail }: StandardResponse): Failure {
  const words = revealHidden(detail ?? '');
  switch (errorcode) {
    case ERRORS.not_authorized.errorcode:
      return { kind: words === NO_SESSION ? 'signed_out' : 'forbidden', detail: words };
    case ERRORS.invalid_request.errorcode:
      return { kind: 'malformed', detail: words };
    case ERRORS.not_found.errorcode:
      return { kind: 'gone', detail: words };
    case ERRORS.server_error.errorcode:
      return { kind: 'unknown', detail: words };
    default:
      return { kind: 'refused', detail: words };
  }
}

async function attempt(action: () => Promise<ActionResult<unknown>>): Promise<Failure | null> {
  try {
    const result = await action();
    return result.ok ? null : failureOf(result.error);
  } catch (error) {
    if (isUnrecognizedAction(error)) return { kind: 'outdated', detail: 'The console was updated.' };
    return { kind: 'unknown', detail: 'The answer did not arrive.' };
  }
}

/**
 * Asks the server to do something, and takes silence for what it is: we don't know.
 *
 * @param action calls the server action
 * @param earlier what the last try under the same request id came to, if there was one
 * @returns null when it was done
 */
export async function ask(
  action: () => Promise<ActionResult<unknown>>,
  earlier?: Failure | null,
): Promise<Failure | null> {
  const failure = await attempt(action);
  if (!failure || !isUnsure(earlier) || !TELL_NOTHING_OF_EARLIER_TRIES.includes(failure.kind)) return failure;
  return { ...failure, mayBeDone: true };
}
