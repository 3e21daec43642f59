import { answerGet } from '@/console/api/respond';
import { getOwnSessions } from '@/domain/sessions/get-own-sessions';

/** Returns the actor's own open sessions. */
export const GET = (request: Request): Promise<Response> => answerGet(getOwnSessions, request, {});
