import { database } from '@/prisma/client';

/**
 * Notes that a session's user is there. Writes at most twice a minute for one session, since every page asks.
 *
 * @param sessionId the session's public id
 */
export async function touchSession(sessionId: string): Promise<void> {
  await database().$executeRaw`
    UPDATE sessions SET last_seen_at = now()
    WHERE id = ${sessionId}::uuid AND ended_at IS NULL AND last_seen_at < now() - interval '30 seconds'`;
}
