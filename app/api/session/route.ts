import { demandOwnOrigin } from '@/actions/request-origin';
import { respond } from '@/actions/respond';
import { currentSession } from '@/actions/session';
import { NO_SESSION, refuse } from '@/domain/errors';
import { touchSession } from '@/domain/sessions/touch';

const sessionEnds = async () => (await currentSession())?.ends ?? refuse('not_authorized', NO_SESSION);

/** When the caller's session ends. Asking is no activity. */
export const GET = () => respond('SessionEnds', sessionEnds);

/** Somebody is there: the session's idle time begins anew. */
export const POST = (request: Request) =>
  respond('TouchSession', async () => {
    demandOwnOrigin(request.headers);
    const session = await currentSession();
    if (session) await touchSession(session.actor.sessionId);
    return sessionEnds();
  });
