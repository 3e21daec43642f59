import 'server-only';
import type { Actor } from '@/domain/call/actor';
import { refuse, signedInElsewhere } from '@/domain/call/errors';
import { USER_HEADER, USER_PARAM } from './paths';
import { currentSession } from './session';

/**
 * The actor of a request that a page sent by itself or by a click. The browser's cookie may name another user by now
 * than the one that the page was made for: then the answer would mix what two users may see.
 *
 * @param request of the browser. A page names its user in a header, or in the address; a request that names none
 *   comes from no page
 * @returns null without a live session
 * @throws Refusal 20 when the page was made for another user
 */
export async function actorOf(request: Request): Promise<Actor | null> {
  const actor = (await currentSession())?.actor ?? null;
  const madeFor = request.headers.get(USER_HEADER) ?? new URL(request.url).searchParams.get(USER_PARAM);
  if (actor && madeFor !== null && madeFor !== String(actor.userId)) {
    refuse('not_authorized', signedInElsewhere(actor.userName));
  }
  return actor;
}
