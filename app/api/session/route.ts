import { respond } from '@/console/api/respond';
import { actorOf } from '@/console/session/page-owner';
import { demandOwnOrigin } from '@/console/session/request-origin';
import { currentSession } from '@/console/session/session';
import { NO_SESSION, refuse } from '@/domain/call/errors';
import { touchSession } from '@/domain/sessions/touch';
import type { PresentSession } from '@/domain/sessions/types';

async function presentSession(): Promise<PresentSession> {
  const { actor, ends } = (await currentSession()) ?? refuse('not_authorized', NO_SESSION);
  const { sessionId, userId, userName } = actor;
  return { ...ends, owner: { sessionId, userId, userName } };
}

/** Returns the owner of the session and when it ends. This does not count as activity. */
export const GET = () => respond('SessionEnds', presentSession);

/** Records activity, so that the session's idle time starts again. */
export const POST = (request: Request) =>
  respond('TouchSession', async () => {
    demandOwnOrigin(request.headers);
    const [actor, session] = [await actorOf(request), await currentSession()];
    if (actor && session) await touchSession(session);
    return presentSession();
  });
