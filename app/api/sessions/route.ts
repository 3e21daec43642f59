import { answer } from '@/console/api/respond';
import { getOwnSessions } from '@/domain/sessions/get-own-sessions';

/** The caller's own sessions that are open, as his page shows them. */
export const GET = (request: Request): Promise<Response> => answer(getOwnSessions, request, {});
