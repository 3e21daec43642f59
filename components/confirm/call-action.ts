import { unstable_isUnrecognizedActionError as isUnrecognizedAction } from 'next/navigation';
import type { ActionResult } from '@/console/actions/define-action';
import { BUSY, ERRORS, NO_SESSION, type StandardResponse, saysSignedInElsewhere } from '@/domain/call/errors';
import { revealHidden } from '@/domain/values/characters';
import { isOwnerThere } from '../data/queries';
import { queryClient } from '../data/query-client';
import { tabNow } from '../data/tab';

/**
 * How an attempt failed. Unknown: no answer came, or the server could not say. Outdated: the server runs
 * another build and does not know the action, so it did nothing. Other user: the browser is signed in as a user
 * other than the page's.
 */
export interface Failure {
  kind: 'refused' | 'gone' | 'signed_out' | 'other_user' | 'forbidden' | 'malformed' | 'outdated' | 'unknown';
  detail: string;
  /**
   * The answer to an earlier attempt with the same request id was lost, and this answer does not reveal its
   * result.
   */
  mayBeDone?: boolean;
}

/** The request was done; `seq` is the number of its audit entry. */
export interface Done {
  kind: 'done';
  seq: string;
}

/** The server may send these before it searches for the request id, or regardless of the result. */
const TELL_NOTHING_OF_EARLIER_TRIES: Failure['kind'][] = [
  'signed_out',
  'other_user',
  'malformed',
  'outdated',
];

/** Whether the answer reveals nothing about an earlier attempt with the same request id. */
const isSilentOfEarlier = ({ kind, detail }: Failure): boolean =>
  TELL_NOTHING_OF_EARLIER_TRIES.includes(kind) || detail.startsWith(BUSY);

/** Whether it is unknown if the request was done. */
export const isUnsure = (failure: Failure | null | undefined): boolean =>
  failure?.kind === 'unknown' || failure?.mayBeDone === true;

function deniedAs(words: string): Failure['kind'] {
  if (words === NO_SESSION) return 'signed_out';
  return saysSignedInElsewhere(words) ? 'other_user' : 'forbidden';
}

/** Maps an action's error to a kind of failure by its documented code. */
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

/** Calls a server action for a session, given by its public id. */
type Act = (session: string) => Promise<ActionResult<unknown>>;

async function attempt(act: Act): Promise<Done | Failure> {
  try {
    const result = await act(tabNow().owner?.sessionId ?? '');
    return result.ok ? { kind: 'done', seq: result.seq } : failureOf(result.error);
  } catch (error) {
    if (isUnrecognizedAction(error)) return { kind: 'outdated', detail: 'The console was updated.' };
    return { kind: 'unknown', detail: 'The answer did not arrive.' };
  }
}

/** If the same user signed in again in another tab, this repeats the action in the new session. */
async function attemptAsOwner(act: Act): Promise<Done | Failure> {
  const answer = await attempt(act);
  const isAnother = answer.kind === 'other_user' && (await isOwnerThere(queryClient()));
  return isAnother ? attempt(act) : answer;
}

/**
 * Calls a server action. Without an answer, the result is unknown.
 *
 * @param earlier result of the last attempt with the same request id, if there was one
 */
export async function callAction(act: Act, earlier?: Failure | null): Promise<Done | Failure> {
  const answer = await attemptAsOwner(act);
  if (answer.kind === 'done' || !isUnsure(earlier) || !isSilentOfEarlier(answer)) return answer;
  return { ...answer, mayBeDone: true };
}
