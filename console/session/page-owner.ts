import 'server-only';
import type { Actor } from '@/domain/call/actor';
import { refuse, signedInElsewhere } from '@/domain/call/errors';
import { USER_HEADER, USER_PARAM } from './paths';
import { currentSession } from './session';

/**
 * Returns the actor of a request that a page sent. The cookie can meanwhile belong to another user than the
 * page, and the answer would then mix the data of two users.
 *
 * @param request names the page's user in a header or in the query; a request without one does not come from
 *   a page
 * @returns null without a live session
 * @throws Refusal 20 when the page was rendered for another user
 */
export async function actorOf(request: Request): Promise<Actor | null> {
  const actor = (await currentSession())?.actor ?? null;
  const pageUserId = request.headers.get(USER_HEADER) ?? new URL(request.url).searchParams.get(USER_PARAM);
  if (actor && pageUserId !== null && pageUserId !== String(actor.userId)) {
    refuse('not_authorized', signedInElsewhere(actor.userName));
  }
  return actor;
}
