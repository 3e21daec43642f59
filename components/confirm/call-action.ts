import { unstable_isUnrecognizedActionError as isUnrecognizedAction } from 'next/navigation';
import type { ActionResult } from '@/console/actions/define-action';
import { BUSY, ERRORS, NO_SESSION, type StandardResponse, saysSignedInElsewhere } from '@/domain/call/errors';
import { revealHidden } from '@/domain/values/characters';
import { isOwnerThere } from '../data/queries';
import { queryClient } from '../data/query-client';
import { tabNow } from '../data/tab';

/**
 * What a try came to that was no success. Unknown: there was no answer, or the server could not say. Outdated: the
 * server is of another build and does not know the action, so it did nothing. Stranger: the browser is signed in as
 * another user than the page was made for.
 */
export interface Failure {
  kind: 'refused' | 'gone' | 'signed_out' | 'other_user' | 'forbidden' | 'malformed' | 'outdated' | 'unknown';
  detail: string;
  /** An earlier try under the same request id got lost, and this answer does not tell what came of that one. */
  mayBeDone?: boolean;
}

/** These may come before the server looks up the request id, or without what it finds. */
const TELL_NOTHING_OF_EARLIER_TRIES: Failure['kind'][] = [
  'signed_out',
  'other_user',
  'malformed',
  'outdated',
];

/** Whether the answer tells nothing of an earlier try under the same request id. */
const isSilentOfEarlier = ({ kind, detail }: Failure): boolean =>
  TELL_NOTHING_OF_EARLIER_TRIES.includes(kind) || detail.startsWith(BUSY);

/** Whether it is not known if the request was done. */
export const isUnsure = (failure: Failure | null | undefined): boolean =>
  failure?.kind === 'unknown' || failure?.mayBeDone === true;

function deniedAs(words: string): Failure['kind'] {
  if (words === NO_SESSION) return 'signed_out';
  return saysSignedInElsewhere(words) ? 'other_user' : 'forbidden';
}

/** Which failure an error of an action is, by its documented code. */
function failureOf({ errorcode, detail }: StandardResponse): Failure {
  const words = revealHidden(detail ?? '');
  switch (errorcode) {
    case ERRORS.not_authorized.errorcode:
      return { kind: deniedAs(words), detail: words };
    case ERRORS.invalid_request.errorcode:
      return { kind: 'malformed', detail: words };
    case ERRORS.not_found.errorcode:
      return { kind: 'gone', detail: words };
    case ERRORS.server_error.errorcode:
      return { kind: words.startsWith(BUSY) ? 'refused' : 'unknown', detail: words };
    default:
      return { kind: 'refused', detail: words };
  }
}

/** Calls a server action in the name of a session, by its public id. */
type Act = (session: string) => Promise<ActionResult<unknown>>;

async function attempt(act: Act): Promise<Failure | null> {
  try {
    const result = await act(tabNow().owner?.sessionId ?? '');
    return result.ok ? null : failureOf(result.error);
  } catch (error) {
    if (isUnrecognizedAction(error)) return { kind: 'outdated', detail: 'The console was updated.' };
    return { kind: 'unknown', detail: 'The answer did not arrive.' };
  }
}

/** The same person may have signed in again in another tab: then it is done in the new session. */
async function attemptAsOwner(act: Act): Promise<Failure | null> {
  const failure = await attempt(act);
  const isAnother = failure?.kind === 'other_user' && (await isOwnerThere(queryClient()));
  return isAnother ? attempt(act) : failure;
}

/**
 * Asks the server to do something, and takes silence for what it is: we don't know.
 *
 * @param act calls the server action
 * @param earlier what the last try under the same request id came to, if there was one
 * @returns null when it was done
 */
export async function callAction(act: Act, earlier?: Failure | null): Promise<Failure | null> {
  const failure = await attemptAsOwner(act);
  if (!failure || !isUnsure(earlier) || !isSilentOfEarlier(failure)) return failure;
  return { ...failure, mayBeDone: true };
}
