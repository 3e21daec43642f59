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

/** Whose session the browser's cookie names, and when it ends. Asking is no activity. */
export const GET = () => respond('SessionEnds', presentSession);

/** Somebody is there: the session's idle time begins anew. */
export const POST = (request: Request) =>
  respond('TouchSession', async () => {
    demandOwnOrigin(request.headers);
    const actor = await actorOf(request);
    if (actor) await touchSession(actor.sessionId);
    return presentSession();
  });
