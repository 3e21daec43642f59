import { database } from '@/prisma/client';

/**
 * Records activity in a session. It writes at most twice a minute per session, since every page calls it.
 *
 * @param sessionId the session's public id
 */
export async function touchSession(sessionId: string): Promise<void> {
  await database().$executeRaw`
    UPDATE sessions SET last_seen_at = now()
    WHERE id = ${sessionId}::uuid AND ended_at IS NULL AND last_seen_at < now() - interval '30 seconds'`;
}
