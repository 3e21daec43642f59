import type { ActionResult } from '@/actions/action';
import { revealHidden } from '@/domain/characters';
import { ERRORS, NO_SESSION, type StandardResponse } from '@/domain/errors';

/** What a try came to that was no success. Unknown: there was no answer, or the server could not say. */
export interface Failure {
  kind: 'refused' | 'gone' | 'signed_out' | 'forbidden' | 'malformed' | 'unknown';
  detail: string;
}

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

/**
 * Asks the server to do something, and takes silence for what it is: we don't know.
 *
 * @param action calls the server action
 * @returns null when it was done
 */
export async function ask(action: () => Promise<ActionResult<unknown>>): Promise<Failure | null> {
  try {
    const result = await action();
    return result.ok ? null : failureOf(result.error);
  } catch {
    return { kind: 'unknown', detail: 'The answer did not arrive.' };
  }
}
